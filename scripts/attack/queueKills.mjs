import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { cliPath } from './flagTable.mjs';
import { Random } from './random.mjs';
import { startServer } from './redisServer.mjs';

// node scripts/attack/queueKills.mjs --seed 1 --sweeps 3 --trials 500 --collectors 4 --restarts 1: sweeps through a queue with three
// workers, of which one is killed every few seconds and another put in its place; on the way the server is killed and started again,
// and the collector is killed and its sweep gone on with. Each has the rows of the one that was swept here. On Linux, with Redis.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sweeps: { type: 'string', default: '3' },
    trials: { type: 'string', default: '500' },
    collectors: { type: 'string', default: '4' },
    restarts: { type: 'string', default: '1' },
  },
});
const [sweeps, trials, collectors, restarts] = ['sweeps', 'trials', 'collectors', 'restarts'].map((key) =>
  Number(values[key]),
);
const random = new Random(Number(values.seed));
const WORKERS = 3;
const MILLISECONDS_BETWEEN_KILLS = 3000;
/** A worker is killed that has begun so many trials: on a slow machine none would come to one otherwise. */
const LEAST_BEGUN = 3;

const cwd = mkdtempSync(join(tmpdir(), 'adam-train-queues-'));
const elsewhere = join(cwd, 'elsewhere');
mkdirSync(elsewhere);
const server = await startServer(cwd);
process.once('exit', () => {
  server.kill();
  for (const { child } of workers) child.kill('SIGKILL');
  rmSync(cwd, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const env = { ...process.env, ADAM_TRAIN_QUEUE_LOCK: '2000', TMPDIR: elsewhere };

const tiny = ['--samples', '80', '--features', '3', '--hidden', '4', '--val-size', '0.2', '--epochs', '30'];
const spaces = [
  ['--lr', Array.from({ length: trials }, (_, i) => `${i + 1}e-5`).join(',')],
  ['--lr', '1e-4..1e-1', '--batch-size', '8..64', '--trials', String(trials)],
  ['--lr', '1e-4..1e-1', '--trials', String(trials), '--search', 'random', '--prune', 'median'],
];

const findings = [];
const killed = { workers: 0, collectors: 0, servers: 0 };
const workers = Array.from({ length: WORKERS }, startWorker);

/** sweep.csv without the seconds and the worker, which stand last. */
const rowsOf = (name) =>
  readFileSync(join(cwd, 'out', name, 'sweep.csv'), 'utf8').replace(/,[^,\n]*,[^,\n]*$/gm, '');

const isRefused = (said) => /cannot be used: (no server listens there|the connection is cut off)/.test(said);

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function startWorker() {
  const child = spawn(process.execPath, [cliPath, 'worker', server.url, '--workers', '1'], {
    cwd: elsewhere,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const worker = { child, begun: 0, said: '' };
  child.stderr.setEncoding('utf8').on('data', (text) => {
    worker.said = (worker.said + text).slice(-2000);
    worker.begun += text.split(' begins').length - 1;
  });
  child.on('exit', (code) => {
    if (code === null) return; // it was killed
    // The server was away when it started.
    if (isRefused(worker.said)) workers[workers.indexOf(worker)] = startWorker();
    else findings.push(`a worker ended by itself with ${code}: ${worker.said}`);
  });
  return worker;
}

function run(args) {
  const child = spawn(process.execPath, [cliPath, ...args, '--quiet'], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
  return { child, ended };
}

function doneOf(name) {
  const folder = join(cwd, 'out', name);
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).filter((trial) => existsSync(join(folder, trial, 'trial.json'))).length;
}

/** The processes of workers that train, and whose worker is gone. */
function orphans() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const isWorker = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('trial-worker');
        const [, parent] = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'));
        return isWorker && readlinkSync(`/proc/${name}/cwd`) === elsewhere && parent === '1';
      } catch {
        return false;
      }
    });
}

/** Kills a worker every few seconds, until it is told to end. */
function killWorkers() {
  const timer = setInterval(() => {
    const place = Math.floor(random.next() * WORKERS);
    const { [place]: worker } = workers;
    if (worker.begun < LEAST_BEGUN) return;
    worker.child.kill('SIGKILL');
    killed.workers++;
    workers[place] = startWorker();
  }, MILLISECONDS_BETWEEN_KILLS);
  return () => clearInterval(timer);
}

/** Does what is to happen to the server as the sweep goes on: at how many ended trials, in their order. */
async function restartServer(name, moments, isOver) {
  for (const moment of moments) {
    while (doneOf(name) < moment) {
      if (isOver()) return;
      await wait(100);
    }
    server.kill();
    killed.servers++;
    await wait(random.next() * 1500);
    await server.start();
  }
}

/** Runs the sweep's command until it ends, or so many trials have ended, at which it is killed; undefined then. */
async function collect(name, kind, mostDone) {
  const isThere = existsSync(join(cwd, 'out', name, 'space.json'));
  const args = isThere ? ['resume', `out/${name}`] : ['sweep', ...tiny, ...spaces[kind], '--name', name];
  const { child, ended } = run([...args, '--queue', server.url]);
  let end;
  void ended.then((found) => {
    end = found;
  });
  while (end === undefined) {
    if (doneOf(name) >= mostDone) {
      child.kill('SIGKILL');
      killed.collectors++;
      await ended;
      return undefined;
    }
    await wait(20);
  }
  return isRefused(end.said) ? collect(name, kind, mostDone) : end;
}

/** Numbers below the trials', in their order. */
const moments = (count) =>
  Array.from({ length: count }, () => 1 + Math.floor(random.next() * (trials - 2))).sort((a, b) => a - b);

async function disturb(n, kind) {
  const name = `sweep-${n}`;
  let isOver = false;
  const spare = killWorkers();
  const restarted = restartServer(name, moments(restarts), () => isOver);
  let end;
  for (const moment of [...moments(collectors), Number.POSITIVE_INFINITY]) {
    end = await collect(name, kind, moment);
    if (end !== undefined) break;
  }
  isOver = true;
  spare();
  await restarted;
  if (end?.code !== 0) findings.push(`${name} ended with ${end?.code}: ${end?.said}`);
  if (rowsOf(name) !== rowsOf(`whole-${kind}`)) findings.push(`${name} has other rows`);
}

for (const [kind, space] of spaces.entries()) {
  if (kind >= sweeps) continue;
  const { code } = await run(['sweep', ...tiny, ...space, '--name', `whole-${kind}`]).ended;
  if (code !== 0) findings.push(`sweep ${kind} ended with ${code}`);
}
for (let n = 0; n < sweeps; n++) await disturb(n, n % spaces.length);

for (const { child, begun } of workers) {
  child.removeAllListeners('exit');
  if (child.exitCode !== null) continue; // which is a finding
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const code = await ended;
  // One that was just starting does not hear signals yet.
  if (code !== 143 && begun > 0) findings.push(`a worker ended with ${code} at SIGTERM`);
}
await wait(300);
if (orphans().length > 0) findings.push('a process that trains outlived its worker');
const client = new Redis(server.url);
for (const key of await client.keys('*')) {
  const isQueues = /^adam-train:sweeps:(meta|id|events|stalled-check|marker)$/.test(key);
  if (!isQueues && (await client.ttl(key)) < 0) findings.push(`the server keeps ${key}`);
}
client.disconnect();

const words = Object.entries(killed).map(([what, count]) => `${what} ${count}`);
process.stdout.write(
  `queues, seed ${values.seed}: ${sweeps} of ${trials} trials; kills ${words.join(', ')}; findings ${findings.length}\n`,
);
for (const finding of findings) process.stdout.write(`  ${finding}\n`);
process.exit(findings.length > 0 ? 1 : 0);
