// The same sweep through a queue, with one worker of two processes, and by two processes without one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { program, sweepOf } from './contestants.mjs';
import { wallMilliseconds } from './run.mjs';

/** The server on this machine; undefined if there is none. */
export function findRedis() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return ['redis-server', 'valkey-server']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** @param {{redis: string, folder: string}} setup where a server is, which each round starts anew */
export function queueContestants(grid, { redis, folder }) {
  return [
    ['ours', () => throughQueue(redis, folder, sweepOf(grid, folder))],
    ['local', () => wallMilliseconds(process.execPath, [...sweepOf(grid, folder), '--workers', '2'])],
  ];
}

/** The worker waits for trials by the time that the sweep starts; its processes start with the first of them, as the sweep's own do. */
async function throughQueue(redis, folder, sweep) {
  const port = String(await freePort());
  const place = mkdtempSync(join(folder, 'queue-'));
  const url = `redis://127.0.0.1:${port}`;
  const server = spawn(redis, [
    ...['--port', port, '--bind', '127.0.0.1', '--dir', place, '--save', '', '--appendonly', 'yes'],
  ]);
  const children = [server];
  try {
    await untilSaid(server.stdout, /Ready to accept/);
    const worker = spawn(process.execPath, [program, 'worker', url, '--workers', '2']);
    children.push(worker);
    await untilSaid(worker.stderr, /Takes trials/);
    return await wallMilliseconds(process.execPath, [...sweep, '--queue', url]);
  } finally {
    for (const child of children.reverse()) {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    }
  }
}

/** Goes on reading after it, so that the other side is never held up. */
function untilSaid(stream, words) {
  let said = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-10_000);
      if (words.test(said)) resolve();
    });
    stream.on('close', () => reject(new Error(said.trim().split('\n').at(-1) || 'it ended at once')));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
