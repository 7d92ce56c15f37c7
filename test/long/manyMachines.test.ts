import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { commandsOf } from '../docs/commands.js';
import { fencedBlocks } from '../docs/pages.js';
import { readersFolder } from '../docs/readersFolder.js';
import { describeWithRedis, isRedisDemanded } from '../redis/describeWithRedis.js';
import { findRedis, freePort } from '../redis/server.js';

const page = 'docs/sweep-many-machines.md';

/** What runs as long as the reader wants, and what it says once it runs. */
const lasting: Record<string, RegExp> = {
  'redis-server redis.conf --daemonize yes': /Ready to accept connections/,
  'adam-train worker': /Takes trials from the queue sweeps/,
};

describeWithRedis(page, () => {
  const folder = readersFolder();
  const running: ChildProcess[] = [];
  afterAll(async () => {
    for (const child of running.reverse()) {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    folder.remove();
  });

  it('has a server and a worker set up, and sweeps over them, by its commands alone', async ({ skip }) => {
    const port = await freePort();
    // The reader's own machine is the server's, whose usual port may be taken.
    const here = (text: string) =>
      text.replaceAll('queue.example', 'localhost').replaceAll('6379', `${port}`);
    const [settings = ''] = fencedBlocks(page, 'conf');
    writeFileSync(join(folder.path, 'redis.conf'), here(settings));
    const env = folder.env;

    /** Starts what lasts; resolves once it says that it is there. */
    const start = async (line: string, said: RegExp) => {
      const command = line.replace(/^redis-server/, `exec '${findRedis()}'`).replace(' --daemonize yes', '');
      const child = spawn('sh', ['-c', command.replace(/^adam-train/, 'exec adam-train')], {
        cwd: folder.path,
        env,
      });
      running.push(child);
      let text = '';
      await new Promise<void>((resolve, reject) => {
        const hear = (chunk: Buffer) => {
          text += chunk;
          if (said.test(text)) resolve();
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.on('close', () => reject(new Error(`${line} ended: ${text}`)));
      }).catch((error: Error) => {
        if (!isRedisDemanded() && /tls-port/.test(error.message)) skip(); // it is built without TLS
        throw error;
      });
    };

    const commands = commandsOf(page).map(({ line }) => line);
    expect(commands).toEqual(expect.arrayContaining(Object.keys(lasting)));
    for (const line of commands) {
      const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined) {
        env[name] = here(value as string).replace('$PWD', folder.path);
        continue;
      }
      if (lasting[line] !== undefined) {
        await start(line, lasting[line]);
        continue;
      }
      const command = here(line).replaceAll('redis-cli', `redis-cli -p ${port}`);
      const { status, stderr } = spawnSync('sh', ['-c', command], {
        cwd: folder.path,
        env,
        encoding: 'utf8',
      });
      expect(status, `${line}: ${stderr}`).toBe(0);
    }

    const sweep = join(folder.path, 'out', 'far');
    expect(readFileSync(join(sweep, 'sweep.csv'), 'utf8').trim().split('\n')).toHaveLength(31);
    expect(existsSync(join(sweep, 'metric.png'))).toBe(true);
    expect(readFileSync(join(sweep, 'space.json'), 'utf8')).toContain(`rediss://ada:***@localhost:${port}/0`);
    // The last of the commands removes the queue from the server.
    const keys = spawnSync('redis-cli', [
      ...['--tls', '--cacert', join(folder.path, 'ca.pem'), '-h', 'localhost', '-p', String(port)],
      ...['--user', 'ada', '-a', 'secret', '--no-auth-warning', '--scan', '--pattern', '*:data:*'],
    ]);
    expect(keys.stdout.toString()).toBe('');
  });
});
