import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { contentOf, FilesGone, type StoredFile, storedFiles } from '../../../src/queue/jobs/storedFiles.js';
import { storeFiles } from '../../../src/queue/jobs/storeFiles.js';
import type { Redis } from '../../../src/queue/server/bullmq.js';
import { describeWithRedis } from '../../redis/describeWithRedis.js';
import { startSuiteServer } from '../../redis/suiteServer.js';

const key = 'adam-train:sweeps:data:test';

describeWithRedis('files on a server', () => {
  let client: Redis;
  startSuiteServer((ready) => {
    client = ready;
  });

  const store = (files: Record<string, Buffer[]>, seconds = 60) =>
    storeFiles(
      client,
      key,
      Object.entries(files).map(([name, content]) => ({ name, content })),
      seconds,
    );
  const first = async () => (await storedFiles(client, key))[0] as StoredFile;
  const read = async (file: StoredFile) => {
    const pieces: Buffer[] = [];
    for await (const piece of contentOf(client, key, file)) pieces.push(piece);
    return Buffer.concat(pieces);
  };

  it('come back as they were, in chunks of a mebibyte, and are forgotten after their time', async () => {
    const large = Array.from({ length: 50 }, () => randomBytes(70_001));
    await store({
      'large.bin': large,
      'empty.csv': [],
      'ä\n.csv': [Buffer.from('a,b\n'), Buffer.from('1,2\n')],
    });
    const files = await storedFiles(client, key);
    expect(files.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['large.bin', 50 * 70_001],
      ['empty.csv', 0],
      ['ä\n.csv', 8],
    ]);
    const [one, empty, text] = files as [StoredFile, StoredFile, StoredFile];
    expect(one.chunks).toBe(4);
    expect(await client.hstrlen(key, 'large.bin#0')).toBeLessThan(1.2 * 2 ** 20);
    expect((await read(one)).equals(Buffer.concat(large))).toBe(true);
    expect(await read(empty)).toHaveLength(0);
    expect(String(await read(text))).toBe('a,b\n1,2\n');
    expect(one.sha256).toBe(createHash('sha256').update(Buffer.concat(large)).digest('hex'));
    const left = await client.ttl(key);
    expect(left).toBeGreaterThan(50);
    expect(left).toBeLessThanOrEqual(60);
    // Others take their place, and leave nothing of them.
    await store({ 'small.csv': [Buffer.from('x')] });
    expect((await client.hkeys(key)).sort()).toEqual(['index', 'small.csv#0']);
  });

  it('are gone where one has not yet been put there whole', async () => {
    async function* broken() {
      for (let i = 0; i < 30; i++) yield randomBytes(100_000);
      throw new Error('The disk is gone.');
    }
    await client.del(key);
    await expect(storeFiles(client, key, [{ name: 'x', content: broken() }], 60)).rejects.toThrow(
      'The disk is gone.',
    );
    await expect(storedFiles(client, key)).rejects.toThrow(new FilesGone('they are not on the server'));
    // What was put there before stands apart, and is forgotten, too.
    const [place = ''] = await client.keys(`${key}:new:*`);
    expect(await client.ttl(place)).toBeGreaterThan(0);
  });

  it('are refused with a chunk missing, changed, of another file or no gzip at all', async () => {
    const put = async () => {
      await store({ 'x.bin': [randomBytes(2_500_000)] });
      return first();
    };
    const isChanged = new FilesGone('x.bin is not what was stored');
    let file = await put();
    await client.hdel(key, 'x.bin#1');
    await expect(read(file)).rejects.toThrow(new FilesGone('x.bin is not whole on the server'));

    file = await put();
    const chunk = (await client.hgetBuffer(key, 'x.bin#1')) as Buffer;
    chunk[500_000] = (chunk[500_000] as number) ^ 1;
    await client.hset(key, 'x.bin#1', chunk);
    await expect(read(file)).rejects.toThrow(isChanged);

    file = await put();
    await expect(read({ ...file, chunks: file.chunks - 1 })).rejects.toThrow(isChanged); // its end is missing
    await expect(read({ ...file, bytes: file.bytes - 1 })).rejects.toThrow(isChanged);
    await expect(read({ ...file, bytes: file.bytes + 1 })).rejects.toThrow(isChanged);
    await expect(read({ ...file, sha256: '0'.repeat(64) })).rejects.toThrow(isChanged);
    await client.hset(key, 'x.bin#0', 'This is no gzip.');
    await expect(read(file)).rejects.toThrow(isChanged);
    await client.hset(key, 'x.bin#0', '');
    await expect(read(file)).rejects.toThrow(isChanged);
  });

  it('unpack to no more than they say', async () => {
    await store({ 'x.bin': [Buffer.alloc(1000)] });
    const file = await first();
    await client.hset(key, 'x.bin#0', gzipSync(Buffer.alloc(400_000_000), { level: 1 }));
    let found = 0;
    const unpacked = (async () => {
      for await (const piece of contentOf(client, key, file)) found += piece.length;
    })();
    await expect(unpacked).rejects.toThrow(new FilesGone('x.bin is not what was stored'));
    expect(found).toBeLessThanOrEqual(1000);
  });

  it.each([
    ['no JSON', '{'],
    ['no list', '{"name":"x"}'],
    ['something else in it', '[1]'],
    ['an unknown key', `[{"name":"x","bytes":1,"chunks":1,"sha256":"${'0'.repeat(64)}","path":"/etc"}]`],
    ['a size of less than nothing', `[{"name":"x","bytes":-1,"chunks":1,"sha256":"${'0'.repeat(64)}"}]`],
    ['a size beyond all', `[{"name":"x","bytes":1e300,"chunks":1,"sha256":"${'0'.repeat(64)}"}]`],
    ['chunks without end', `[{"name":"x","bytes":1,"chunks":1e9,"sha256":"${'0'.repeat(64)}"}]`],
    ['no digest', '[{"name":"x","bytes":1,"chunks":1,"sha256":"x"}]'],
    [
      'a name without end',
      `[{"name":"${'x'.repeat(300)}","bytes":1,"chunks":1,"sha256":"${'0'.repeat(64)}"}]`,
    ],
  ])('have a list of ours, not one that is or has %s', async (_, index) => {
    await client.del(key);
    await client.hset(key, 'index', index);
    await expect(storedFiles(client, key)).rejects.toThrow(new FilesGone('the list of them is none of ours'));
  });
});
