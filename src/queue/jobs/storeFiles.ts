import { createHash, randomBytes } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import type { ChainableCommander, Redis } from '../server/bullmq.js';
import { CHUNK_BYTES, type StoredFile } from './storedFiles.js';

/** A file's content in pieces. */
export type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

/**
 * Stores files under a key, in place of what was there.
 *
 * @param seconds after which the server forgets them
 */
export async function storeFiles(
  client: Redis,
  key: string,
  files: Iterable<{ name: string; content: Pieces }>,
  seconds: number,
): Promise<void> {
  // Somebody may be reading what is there: it is replaced in one step.
  const place = `${key}:new:${randomBytes(6).toString('hex')}`;
  const index: StoredFile[] = [];
  let waiting: [field: string, value: Buffer | string][] = [];
  let waitingBytes = 0;
  const send = async () => {
    // Several at a time: most files are so small that waiting is what they cost.
    await sent(client.pipeline().hset(place, new Map(waiting)).expire(place, seconds));
    [waiting, waitingBytes] = [[], 0];
  };
  for (const { name, content } of files) {
    const hash = createHash('sha256');
    let bytes = 0;
    const counted = (piece: Buffer) => {
      hash.update(piece);
      bytes += piece.length;
      return piece;
    };
    let chunks = 0;
    for await (const chunk of inChunks(compressed(content, counted))) {
      waiting.push([`${name}#${chunks}`, chunk]);
      chunks++;
      waitingBytes += chunk.length;
      if (waitingBytes >= CHUNK_BYTES) await send();
    }
    index.push({ name, bytes, chunks, sha256: hash.digest('hex') });
  }
  waiting.push(['index', JSON.stringify(index)]);
  await send();
  await client.rename(place, key);
}

/** @throws what the first command that failed gave */
async function sent(commands: ChainableCommander): Promise<void> {
  const answers = (await commands.exec()) ?? [];
  const error = answers.map(([one]) => one).find((one) => one !== null);
  if (error) throw error;
}

/** A stream takes a small file longer than what it does. */
async function* compressed(content: Pieces, counted: (piece: Buffer) => Buffer): AsyncGenerator<Buffer> {
  if (Array.isArray(content) && content.length < 2 && content.every(({ length }) => length < CHUNK_BYTES)) {
    yield gzipSync(Buffer.concat((content as Buffer[]).map(counted)), { level: 1 });
    return;
  }
  const pieces = async function* () {
    for await (const piece of content) yield counted(piece);
  };
  yield* pipeline(Readable.from(pieces()), createGzip({ level: 1 }), () => {});
}

async function* inChunks(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
