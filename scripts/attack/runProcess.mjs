import { spawn } from 'node:child_process';
import { cliPath } from './flagTable.mjs';
import { judge } from './judge.mjs';

/** Runs a case as a user does, in a process of its own, and judges its end. */
export function runProcess({ args, stdin }, cwd, outer, milliseconds) {
  // No system takes a zero byte in an argument.
  const sound = args.map((arg) => arg.replaceAll('\0', ''));
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cliPath, ...sound], { cwd, stdio: 'pipe' });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].on('data', (chunk) => {
        said[name] += chunk;
      });
    }
    child.stdin.on('error', () => {}); // it did not wait for all of it
    child.stdin.end(stdin);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, milliseconds);
    child.on('close', (code) => {
      clearTimeout(timer);
      const findings = isLate ? [['hang', 'no end after 20 s']] : judge({ code, ...said }, outer);
      resolve({ code, ...said, findings, milliseconds: performance.now() - started });
    });
  });
}
