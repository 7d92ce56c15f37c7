import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { layOut, makeTemplates } from './caseFolder.mjs';
import { makeCase } from './cases.mjs';
import { flagsOf } from './flagTable.mjs';
import { printFindings, Tally } from './report.mjs';
import { runProcess } from './runProcess.mjs';

// npm run fuzz -- --seed 1 --cases 3000: runs the command on random flags, configs, tables and run folders, and reports what
// no input may lead to. --only N replays one case in a process of its own, with all that it says.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '1000' },
    only: { type: 'string' },
    workers: { type: 'string', default: '2' },
  },
});
const seed = Number(values.seed);
const cases = Number(values.cases);

const commands = [
  'train',
  'data',
  'inspect',
  'explain',
  'predict',
  'export',
  'plot',
  'importance',
  'resume',
].concat(['sweep', 'compare', 'runs', 'lr-range']);
const flags = Object.fromEntries(commands.map((command) => [command, flagsOf(command)]));
/** Every so many cases one runs as a real process. */
const REAL_EVERY = 40;
/** Cases after which a worker is replaced: each leaves its evaluated entry behind. */
const CASES_OF_A_WORKER = 250;
const hangMilliseconds = () => 20_000 * Math.max(1, loadavg()[0] / availableParallelism());

const root = mkdtempSync(join(tmpdir(), 'adam-train-fuzz-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.once(signal, () => process.exit(code));

const templates = join(root, 'templates');
makeTemplates(templates);

const replay = (n) => `npm run fuzz -- --seed ${seed} --only ${n}`;
if (values.only !== undefined) process.exitCode = await replayOne(Number(values.only));
else process.exitCode = await fuzz();

async function fuzz() {
  const tally = new Tally();
  let next = 0;
  const work = async (index) => {
    const folder = join(root, String(index));
    mkdirSync(folder);
    while (next < cases) await withWorker(folder, tally, () => (next < cases ? next++ : undefined));
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, (_, i) => work(i)));
  process.stdout.write(`fuzz, seed ${seed}: ${tally.summary()}\n`);
  printFindings(tally.findings, replay);
  return tally.findings.length === 0 ? 0 : 1;
}

/** Hands cases to one worker until it has had enough of them, or is lost. */
async function withWorker(folder, tally, take) {
  const argument = JSON.stringify({ root: folder, templates, seed, flags });
  const worker = fork(fileURLToPath(new URL('fuzzWorker.mjs', import.meta.url)), [argument], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--max-old-space-size=2048'],
  });
  let stderr = '';
  worker.stderr.on('data', (chunk) => {
    stderr = (stderr + chunk).slice(-2000);
  });
  try {
    if ((await answer(worker, 120_000)) !== 'ready') throw new Error(`A worker does not start: ${stderr}`);
    for (let count = 0; count < CASES_OF_A_WORKER; count++) {
      const n = take();
      if (n === undefined) return;
      if (n % REAL_EVERY === 0 || isOfSweeps(n)) {
        tally.add(await asProcess(folder, n));
        continue;
      }
      worker.send(n);
      const result = await answer(worker, hangMilliseconds());
      if (typeof result === 'object') tally.add(result);
      else {
        const proof = result === 'late' ? 'no end after 20 s' : stderr.trim() || 'the process is gone';
        const { kind } = makeCase(seed, n, flags);
        tally.add({
          n,
          kind,
          code: result,
          findings: [[result === 'late' ? 'hang' : 'crash', proof]],
          milliseconds: 0,
        });
        return;
      }
    }
  } finally {
    worker.kill('SIGKILL');
  }
}

/** Whether a case may start processes of its own, which are to end with it. */
function isOfSweeps(n) {
  return ['sweep', 'space', 'swept'].includes(makeCase(seed, n, flags).kind);
}

/** What a worker sends next; 'late' if that takes too long, and 'gone' if it ends before. */
function answer(worker, milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds, 'late');
    const onExit = () => end('gone');
    function end(result) {
      clearTimeout(timer);
      worker.off('message', end).off('exit', onExit);
      resolve(result);
    }
    worker.once('message', end).once('exit', onExit);
  });
}

async function asProcess(folder, n) {
  const one = makeCase(seed, n, flags);
  const { cwd, outer } = layOut(folder, templates, one);
  return { n, kind: one.kind, ...(await runProcess(one, cwd, outer, hangMilliseconds())) };
}

async function replayOne(n) {
  const one = makeCase(seed, n, flags);
  const { cwd, outer } = layOut(root, templates, one);
  const shown = Object.entries(one.files).map(([name, bytes]) => [
    name,
    bytes.toString('latin1').slice(0, 2000),
  ]);
  process.stdout.write(
    `${JSON.stringify({ ...one, stdin: undefined, files: Object.fromEntries(shown) }, null, 2)}\n`,
  );
  const { code, stdout, stderr, findings } = await runProcess(one, cwd, outer, hangMilliseconds());
  process.stdout.write(
    `${JSON.stringify({ code, stdout: stdout.slice(0, 4000), stderr, findings }, null, 2)}\n`,
  );
  return findings.length === 0 ? 0 : 1;
}
