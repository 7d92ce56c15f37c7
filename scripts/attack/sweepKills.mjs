import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cliPath } from './flagTable.mjs';
import { Random } from './random.mjs';

// node scripts/attack/sweepKills.mjs --seed 1 --sweeps 10 --kills 5: sweeps of 100 trials, of each of which the parent and one of
// its workers are killed by turns at random moments; gone on with, each has the rows of the one that nobody disturbed. On Linux.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sweeps: { type: 'string', default: '10' },
    kills: { type: 'string', default: '5' },
  },
});
const random = new Random(Number(values.seed));
const cwd = mkdtempSync(join(tmpdir(), 'adam-train-sweeps-'));
process.once('exit', () => rmSync(cwd, { recursive: true, force: true }));

const TRIALS = 100;
const tiny = [
  '--samples',
  '80',
  '--features',
  '3',
  '--hidden',
  '4',
  '--val-size',
  '0.2',
  '--epochs',
  '30',
  '--quiet',
];
const spaces = [
  ['--lr', Array.from({ length: TRIALS }, (_, i) => `${i + 1}e-4`).join(',')],
  ['--lr', '1e-4..1e-1', '--batch-size', '8..64', '--trials', String(TRIALS)],
  ['--lr', '1e-4..1e-1', '--trials', String(TRIALS), '--search', 'random', '--prune', 'median'],
];

/** sweep.csv without the seconds and the worker. */
const rowsOf = (name) => {
  const [header, ...rows] = readFileSync(join(cwd, 'out', name, 'sweep.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  const kept = header.split(',').flatMap((column, i) => (['seconds', 'worker'].includes(column) ? [] : [i]));
  return rows.map((row) => kept.map((i) => row.split(',')[i]).join(','));
};

const run = (args, onStart = () => {}) =>
  new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(process.execPath, [cliPath, ...args], { cwd, stdio: 'ignore' });
    child.on('close', (code) => resolve({ code, milliseconds: performance.now() - started }));
    onStart(child);
  });

function workers() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const isWorker = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('trial-worker');
        return isWorker && readlinkSync(`/proc/${name}/cwd`) === cwd;
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Whether the workers end by themselves, which on a busy machine takes its time. */
async function areGone() {
  for (let waits = 0; waits < 100; waits++) {
    if (workers().length === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

const findings = [];
const killed = { parent: 0, worker: 0, missed: 0 };
for (const [kind, space] of spaces.entries()) {
  const { code, milliseconds } = await run(['sweep', ...tiny, ...space, '--name', `whole-${kind}`]);
  if (code !== 0) findings.push(`sweep ${kind} ended with ${code}`);
  for (let n = kind; n < Number(values.sweeps); n += spaces.length) await disturb(n, kind, milliseconds);
}

async function disturb(n, kind, milliseconds) {
  const name = `sweep-${n}`;
  const isThere = () => existsSync(join(cwd, 'out', name, 'space.json'));
  for (let kill = 0; kill < Number(values.kills); kill++) {
    const args = isThere()
      ? ['resume', `out/${name}`, '--quiet']
      : ['sweep', ...tiny, ...spaces[kind], '--name', name];
    await run(args, (child) => {
      const moment = 300 + random.next() * (milliseconds / Number(values.kills));
      setTimeout(() => {
        const [worker] = kill % 2 === 0 ? [] : workers();
        if (child.exitCode !== null) killed.missed++;
        else if (worker === undefined) {
          killed.parent++;
          child.kill('SIGKILL');
        } else {
          killed.worker++;
          process.kill(worker, 'SIGKILL');
          // Half a second later the parent, or the rest would come to its end.
          setTimeout(() => child.kill('SIGKILL'), 500);
        }
      }, moment);
    });
    // Every other time it is gone on with at once, while the workers of the killed one may still train.
    if (kill % 2 === 0 && !(await areGone())) findings.push(`${name}: a worker outlived its sweep`);
  }
  const last = isThere()
    ? ['resume', `out/${name}`, '--quiet', '--failed']
    : ['sweep', ...tiny, ...spaces[kind], '--name', name];
  const { code } = await run(last);
  const rows = rowsOf(name);
  if (code !== 0) findings.push(`${name} ended with ${code}`);
  if (rows.join('\n') !== rowsOf(`whole-${kind}`).join('\n')) findings.push(`${name} has other rows`);
}

const words = Object.entries(killed).map(([what, count]) => `${what} ${count}`);
process.stdout.write(
  `sweeps, seed ${values.seed}: ${values.sweeps} of ${TRIALS} trials; kills ${words.join(', ')}; findings ${findings.length}\n`,
);
for (const finding of findings) process.stdout.write(`  ${finding}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;
