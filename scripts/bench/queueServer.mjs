// What many workers ask of a queue's server: tiny jobs through BullMQ, by connections alone and without any training.
//
//   node scripts/bench/queueServer.mjs [jobs] [workers]
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const options = { prefix: 'adam-train', skipVersionCheck: true };
/** What a trial's settings and its result with some metrics have, in bytes. */
const [jobBytes, resultBytes] = [2_000, 2_000];
const processes = 4;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function connectTo(port) {
  return new Redis({ port, maxRetriesPerRequest: null }).on('error', () => {});
}

/** A process with a share of the workers. */
function work(port, count) {
  const answer = { metrics: 'm'.repeat(resultBytes) };
  const train = async () => {
    await sleep(20);
    return answer;
  };
  for (let i = 0; i < count; i++) {
    const times = { lockDuration: 15_000, stalledInterval: 5_000 };
    const connection = connectTo(port);
    new Worker('simulated', train, { ...options, ...times, concurrency: 2, connection }).on(
      'error',
      () => {},
    );
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
    let done = 0;
    events.on('completed', () => {
      done++;
    });
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
    for (let i = 0; i < jobs; i += 500) {
      const some = Array.from({ length: Math.min(500, jobs - i) }, (_, k) => i + k);
      await queue.addBulk(
        some.map((k) => ({ name: 'trial', data: { text }, opts: { jobId: `simulated-trial-${k}` } })),
      );
    }
    while (done < jobs) await sleep(50);
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
    `${when}: ${facts.used.toFixed(1)} MB used (${facts.resident.toFixed(1)} resident), ${facts.clients} connections, ` +
      `${facts.cpu.toFixed(2)} s of CPU, ${facts.commands} commands, ${facts.received.toFixed(0)} MB in, ${facts.sent.toFixed(0)} MB out`,
  );
  return facts;
}

async function factsOf(connection) {
  const info = await connection.info();
  const number = (name) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
  return {
    used: number('used_memory') / 2 ** 20,
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
