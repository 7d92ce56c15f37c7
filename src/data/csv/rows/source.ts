import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { badData, UsageError } from '../../../errors.js';
import { meaningOf, systemCode } from '../../../files/fileErrors.js';

/** Bytes of a table, from wherever they come. */
export interface ByteSource {
  /** What messages call it. */
  name: string;
  /** Bytes in all; absent where nobody knows before the end. */
  total?: number;
  chunks: AsyncIterable<Buffer>;
}

const CHUNK_BYTES = 64 * 1024;

/** What a code means for a path that is to be read, where that is more than its meaning for any. */
const meanings = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENAMETOOLONG', 'the path is too long'],
]);

const cures = new Map([
  ['ENOENT', 'check the path'],
  ['ENOTDIR', 'check the path'],
  ['EISDIR', 'name a CSV file in it'],
  ['EACCES', 'make it readable for you'],
  ['EPERM', 'make it readable for you'],
  ['ENAMETOOLONG', 'check it'],
  ['ELOOP', 'check the path'],
]);

/**
 * Opens a file, or takes a stream such as standard input.
 *
 * @throws AdamTrainError (exit code 3) if there is no such file or it cannot be read; reading throws it too
 * @throws UsageError if the stream is a terminal
 */
export async function openSource(input: string | Readable, name?: string): Promise<ByteSource> {
  if (typeof input !== 'string') {
    // The program would wait for somebody to type a table.
    if ((input as Readable & { isTTY?: boolean }).isTTY) {
      throw new UsageError('standard input is a terminal; pipe a CSV file into it.');
    }
    const called = name ?? 'standard input';
    return { name: called, chunks: readable(input, called) };
  }
  const called = name ?? input;
  try {
    const file = await open(input);
    const facts = await file.stat();
    if (facts.isDirectory()) {
      await file.close();
      throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    }
    const chunks = readable(file.createReadStream({ highWaterMark: CHUNK_BYTES }), called);
    return facts.isFile() ? { name: called, total: facts.size, chunks } : { name: called, chunks };
  } catch (error) {
    throw unreadable(called, error);
  }
}

async function* readable(stream: Readable, name: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, cause: unknown): Error {
  const code = systemCode(cause);
  if (code === undefined) return cause instanceof Error ? cause : new Error(String(cause));
  const what = meanings.get(code) ?? meaningOf(code);
  return badData(`${name} cannot be read: ${what}; ${cures.get(code) ?? 'try a copy of the file'}.`, cause);
}
