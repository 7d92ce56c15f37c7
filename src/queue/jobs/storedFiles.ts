import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Redis } from '../server/bullmq.js';

// Files travel in a hash of the server: each compressed, in chunks of a mebibyte, and what checks them under `index`, which is written
// last. A value of hundreds of megabytes would block the server, and a job's own value is stored twice.

export const CHUNK_BYTES = 1 << 20;
/** No file that is read back is larger, whoever put it there. */
const MOST_BYTES = 2 ** 33;
/** gzip makes what cannot be made smaller a little larger, and the last piece may go beyond a chunk's size. */
const MOST_CHUNK_BYTES = 4 * CHUNK_BYTES;
const MOST_LIST_BYTES = 1 << 16;

const schema = z
  .array(
    z.strictObject({
      name: z.string().max(200),
      bytes: z.number().int().nonnegative().max(MOST_BYTES),
      chunks: z
        .number()
        .int()
        .nonnegative()
        .max(MOST_BYTES / CHUNK_BYTES),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  )
  .max(20);

/** What is known of a stored file. */
export type StoredFile = z.infer<typeof schema>[number];

/** The files are not on the server, or not as they were put there. */
export class FilesGone extends Error {
  constructor(what: string) {
    super(`Its files on the server cannot be used: ${what}.`);
  }
}

/**
 * What files a key holds.
 *
 * @throws FilesGone if there are none, or it is no list of ours
 */
export async function storedFiles(client: Redis, key: string): Promise<StoredFile[]> {
  if ((await client.hstrlen(key, 'index')) > MOST_LIST_BYTES)
    throw new FilesGone('the list of them is too long');
  const text = await client.hget(key, 'index');
  if (text === null) throw new FilesGone('they are not on the server');
  const read = schema.safeParse(parsed(text));
  if (!read.success) throw new FilesGone('the list of them is none of ours');
  const lengths = client.pipeline();
  for (const { name, chunks } of read.data) {
    for (let i = 0; i < chunks; i++) lengths.hstrlen(key, `${name}#${i}`);
  }
  const isTooLong = ((await lengths.exec()) ?? []).some(([, length]) => Number(length) > MOST_CHUNK_BYTES);
  if (isTooLong) throw new FilesGone('a chunk of them is larger than ours are');
  return read.data;
}

/**
 * A file's content, which is checked by the time of its end.
 *
 * @throws FilesGone if it is not what was stored
 */
export async function* contentOf(
  client: Redis,
  key: string,
  { name, bytes, chunks, sha256 }: StoredFile,
): AsyncGenerator<Buffer> {
  if (chunks === 1 && bytes < CHUNK_BYTES) {
    const chunk = await client.hgetBuffer(key, `${name}#0`);
    if (chunk === null) throw new FilesGone(`${name} is not whole on the server`);
    const content = unpacked(chunk, bytes);
    if (content === undefined || createHash('sha256').update(content).digest('hex') !== sha256)
      throw changed(name);
    yield content;
    return;
  }
  const stored = async function* () {
    for (let i = 0; i < chunks; i++) {
      const chunk = await client.hgetBuffer(key, `${name}#${i}`);
      if (chunk === null) throw new FilesGone(`${name} is not whole on the server`);
      yield chunk;
    }
  };
  const hash = createHash('sha256');
  let found = 0;
  try {
    for await (const piece of pipeline(Readable.from(stored()), createGunzip(), () => {})) {
      found += (piece as Buffer).length;
      if (found > bytes) break; // what unpacks to more than it says is not unpacked
      hash.update(piece as Buffer);
      yield piece as Buffer;
    }
  } catch (error) {
    if (/^Z_/.test(String((error as NodeJS.ErrnoException).code))) throw changed(name);
    throw error;
  }
  if (found !== bytes || hash.digest('hex') !== sha256) throw changed(name);
}

/** Undefined if it is no such file, or one of another length; what unpacks to more than it says is not unpacked. */
function unpacked(chunk: Buffer, bytes: number): Buffer | undefined {
  try {
    const content = gunzipSync(chunk, { maxOutputLength: Math.max(1, bytes) });
    return content.length === bytes ? content : undefined;
  } catch {
    return undefined;
  }
}

function changed(name: string): FilesGone {
  return new FilesGone(`${name} is not what was stored`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
