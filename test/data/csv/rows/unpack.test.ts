import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { expect, it } from 'vitest';
import { unpacked } from '../../../../src/data/csv/rows/unpack.js';
import { load, rowsOf } from '../tables.js';

const table = 'a,y\n1,2\n3,4\n';
const hasZstd = 'createZstdDecompress' in zlib;
/** The table as the command zstd packs it. */
const zstd = Buffer.from('KLUv/QRYYQAAYSx5CjEsMgozLDQKeEMlHg==', 'base64');
/** A frame that is skipped. */
const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 7, 7]);
const inZstd: [string, Buffer][] = [
  ['zstd', zstd],
  ['zstd behind a frame that is skipped', Buffer.concat([skipped, zstd])],
];

it.each<[string, Buffer]>([
  ['gzip', zlib.gzipSync(table)],
  ['gzip in two parts', Buffer.concat([zlib.gzipSync('a,y\n1,'), zlib.gzipSync('2\n3,4\n')])],
  ['gzip with zeros behind', Buffer.concat([zlib.gzipSync(table), Buffer.alloc(200_000)])],
  ...(hasZstd ? inZstd : []),
])('reads %s, whatever the name', async (_, bytes) => {
  expect(rowsOf((await load(bytes)).x)).toEqual([[1], [3]]);
});

it('hashes the file as it is', async () => {
  const bytes = zlib.gzipSync(table);
  const hash = createHash('sha256').update(bytes).digest('hex');
  expect((await load(bytes)).sha256).toBe(hash);
});

it('reads a packed stream of single bytes', async () => {
  const bytes = [...zlib.gzipSync(table)].map((byte) => Buffer.from([byte]));
  let text = '';
  for await (const chunk of unpacked(Readable.from(bytes), 't.csv')) text += chunk.toString();
  expect(text).toBe(table);
});

it.each([
  ['cut short', zlib.gzipSync(table).subarray(0, -9)],
  ['damaged', zlib.gzipSync(table).fill(255, 12, 16)],
])('says of a gzip file that it is %s', async (_, bytes) => {
  await expect(load(bytes)).rejects.toMatchObject({
    message: 't.csv must be a whole gzip file, got one that is cut short or damaged; try another copy of it.',
    exitCode: 3,
  });
});

it('names what is packed in gzip', async () => {
  await expect(load(zlib.gzipSync('PAR1 and more'))).rejects.toThrow('and is a Parquet file');
});

it('says which Node reads zstd where this one does not', async () => {
  const without = [{ word: 'zstd', isHere: () => true, unpacker: undefined }];
  const reading = unpacked(Readable.from([zstd]), 't.csv', without).next();
  await expect(reading).rejects.toMatchObject({
    message: `t.csv is packed with zstd, which Node reads from 22.15 and 23.8 on, and this is ${process.version}; unpack it with zstd -d, or use a newer Node.`,
    exitCode: 3,
  });
  if (!hasZstd) await expect(load(zstd)).rejects.toThrow('is packed with zstd');
});
