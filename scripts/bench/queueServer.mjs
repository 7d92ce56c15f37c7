// What many workers ask of a queue's server: tiny jobs through BullMQ, of the sizes and by the ways of a sweep's, without any training.
//
//   node scripts/bench/queueServer.mjs [jobs] [workers]
import { fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const options = { prefix: 'adam-train', skipVersionCheck: true };
/** What a trial's settings have in bytes, and what comes of it without a model: result, history, settings, summary and their list. */
const jobBytes = 900;
const resultBytes = { result: 1_600, metrics: 8_500, config: 600, summary: 550, index: 600 };
/** As many are on the queue at a time. */
const most = 1_000;
const processes = 4;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function resultKey(id) {
  return `adam-train:simulated:result:${id}`;
}

function connectTo(port) {
  return new Redis({ port, maxRetriesPerRequest: null }).on('error', () => {});
}

/** A process with a share of the workers. */
function work(port, count) {
  for (let i = 0; i < count; i++) {
    const times = { lockDuration: 15_000, stalledInterval: 5_000 };
    const connection = connectTo(port);
    const own = connectTo(port);
    const train = async ({ id }) => {
      await sleep(20);
      const key = resultKey(id);
      for (const [name, bytes] of Object.entries(resultBytes)) {
        await own.hset(key, name, randomBytes(bytes));
        await own.expire(key, 3_600);
      }
      return { token: id };
    };
    new Worker('simulated', train, { ...options, ...times, concurrency: 2, connection })
      .on('error', () => {})
      .on('completed', ({ id }) => own.persist(resultKey(id)));
  }
}

async function simulate(jobs, workers) {
  const folder = mkdtempSync(join(tmpdir(), 'adam-train-queue-'));
  const port = await freePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--dir', folder, '--save', '', '--appendonly', 'yes'],
    { stdio: 'ignore' },
  );
  const children = [];
  try {
    const connection = connectTo(port);
    const queue = new Queue('simulated', { ...options, connection });
    await queue.waitUntilReady();
    await say('an empty server', connection);
    const events = new QueueEvents('simulated', { ...options, connection: connectTo(port) });
    let [added, done] = [0, 0];
    const collect = async ({ jobId }) => {
      await connection.hgetall(resultKey(jobId));
      await Promise.all([queue.remove(jobId), connection.del(resultKey(jobId))]);
      done++;
    };
    events.on('completed', (event) => void collect(event));
    await events.waitUntilReady();
    for (let i = 0; i < processes; i++) {
      const share = Math.floor(workers / processes) + (i < workers % processes ? 1 : 0);
      children.push(fork(fileURLToPath(import.meta.url), ['work', String(port), String(share)]));
    }
    await sleep(5_000);
    const idle = await say(`${workers} idle workers`, connection);
    await sleep(5_000);
    const later = await factsOf(connection);
    print(
      `  in 5 s: ${later.commands - idle.commands} commands, ${(later.cpu - idle.cpu).toFixed(2)} s of CPU`,
    );
    const start = performance.now();
    const text = 'x'.repeat(jobBytes);
    while (done < jobs) {
      const some = Array.from({ length: Math.min(most - (added - done), jobs - added) }, () => added++);
      await queue.addBulk(
        some.map((k) => ({ name: 'trial', data: { text }, opts: { jobId: `simulated-trial-${k}` } })),
      );
      await sleep(20);
    }
    print(`  ${jobs} jobs in ${((performance.now() - start) / 1_000).toFixed(1)} s`);
    await say(`after ${jobs} jobs`, connection);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit();
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

async function say(when, connection) {
  const facts = await factsOf(connection);
  print(
    `${when}: ${facts.used.toFixed(1)} MB used (at most ${facts.peak.toFixed(1)}, ${facts.resident.toFixed(1)} resident), ${facts.clients} connections, ` +
      `${facts.cpu.toFixed(2)} s of CPU, ${facts.commands} commands, ${facts.received.toFixed(0)} MB in, ${facts.sent.toFixed(0)} MB out`,
  );
  return facts;
}

async function factsOf(connection) {
  const info = await connection.info();
  const number = (name) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
  return {
    used: number('used_memory') / 2 ** 20,
    peak: number('used_memory_peak') / 2 ** 20,
    resident: number('used_memory_rss') / 2 ** 20,
    clients: number('connected_clients'),
    cpu: number('used_cpu_user') + number('used_cpu_sys'),
    commands: number('total_commands_processed'),
    received: number('total_net_input_bytes') / 2 ** 20,
    sent: number('total_net_output_bytes') / 2 ** 20,
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const [first = '10000', ...rest] = process.argv.slice(2);
if (first === 'work') work(Number(rest[0]), Number(rest[1]));
else await simulate(Number(first), Number(rest[0] ?? 100));
