import { Readable } from 'node:stream';
import { layOut } from './caseFolder.mjs';
import { makeCase } from './cases.mjs';
import { cliPath } from './flagTable.mjs';
import { judge } from './judge.mjs';

// Runs cases in this process, one after another: the command's own entry is evaluated anew for each, while the engine and
// all else stay loaded. The parent starts another worker when this one hangs, crashes or has grown.

const { root, templates, seed, flags } = JSON.parse(process.argv[2]);

class Exit extends Error {}
const env = { ...process.env };
const write = { stdout: process.stdout.write, stderr: process.stderr.write };
const lateErrors = [];
process.on('uncaughtException', (error) => lateErrors.push(error));
process.on('unhandledRejection', (error) => lateErrors.push(error));
const kept = new Map(
  ['uncaughtException', 'unhandledRejection', 'exit'].map((name) => [name, process.listeners(name)]),
);

async function run(n) {
  const one = makeCase(seed, n, flags);
  const { cwd, outer } = layOut(root, templates, one);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    process[name].write = (chunk, encoding, done) => {
      said[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      const callback = typeof encoding === 'function' ? encoding : done;
      if (callback) queueMicrotask(callback);
      return true;
    };
  }
  Object.defineProperty(process, 'stdin', {
    value: Readable.from(one.stdin ? [one.stdin] : []),
    configurable: true,
  });
  const { exit, argv } = process;
  process.exit = (code) => {
    process.exitCode = code ?? process.exitCode;
    throw new Exit();
  };
  process.argv = [argv[0], cliPath, ...one.args];
  process.exitCode = undefined;
  process.chdir(cwd);
  let thrown;
  try {
    await import(`${cliPath}?case=${n}`);
  } catch (error) {
    if (!(error instanceof Exit)) thrown = error?.stack ?? String(error);
  }
  await new Promise((resolve) => setImmediate(resolve));
  if (thrown === undefined && lateErrors.length > 0) thrown = lateErrors[0]?.stack ?? String(lateErrors[0]);
  lateErrors.length = 0;
  const code = process.exitCode ?? 0;
  restore({ exit, argv });
  return { n, kind: one.kind, code, findings: judge({ code, ...said, thrown }, outer) };
}

function restore({ exit, argv }) {
  process.chdir(root);
  Object.assign(process, { exit, argv, exitCode: undefined });
  for (const name of ['stdout', 'stderr']) {
    process[name].write = write[name];
    process[name].removeAllListeners('error');
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  // What the command leaves to be done at the process's end is done at the case's.
  for (const [name, listeners] of kept) {
    for (const listener of process.rawListeners(name)) {
      if (listeners.includes(listener) || listeners.includes(listener.listener)) continue;
      if (name === 'exit') listener.call(process, 0);
      process.off(name, listener);
    }
  }
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

process.on('message', async (n) => {
  const started = performance.now();
  const result = await run(n);
  process.send({ ...result, milliseconds: performance.now() - started, memory: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
process.send('ready');
