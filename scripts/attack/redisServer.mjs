import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Starts a Redis server that keeps all it is told, on a free port of this machine; gives what kills it and starts it again. */
export async function startServer(folder) {
  const port = await freePort();
  const data = join(folder, 'redis');
  mkdirSync(data);
  const path = process.env.ADAM_TRAIN_REDIS_SERVER || 'redis-server';
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', data];
  let child;
  const start = () =>
    new Promise((resolve, reject) => {
      child = spawn(path, [...place, '--save', '', '--appendonly', 'yes'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (text) => {
        said += text;
        if (/Ready to accept connections/.test(said)) resolve();
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
    });
  await start();
  return { url: `redis://127.0.0.1:${port}/0`, start, kill: () => child.kill('SIGKILL') };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
