import { once } from 'node:events';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { UsageError } from '../errors.js';
import { streamAtomically } from './atomicFile.js';
import { ensureDirectory } from './directories.js';
import { unwritable } from './fileErrors.js';

/** A text in pieces, at hand or yet to come. */
type Texts = AsyncIterable<string> | Iterable<string>;

/**
 * Checks that a file may be written for --output, before the work begins.
 *
 * @throws UsageError if it is there and `force` is not set, or is no file
 */
export function checkOutput(path: string, force: boolean): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw new UsageError(`--output must be a file, got ${path}; choose another name.`);
  if (!force) {
    throw new UsageError(
      `--output must be a new file, got ${path}; choose another, or replace it with --force.`,
    );
  }
}

/**
 * Writes text as it comes into a file, which is there in full or not at all.
 *
 * @throws AdamTrainError (exit code 1) if it cannot be written, and what the pieces throw
 */
export async function writeFile(path: string, pieces: Texts): Promise<void> {
  try {
    ensureDirectory(dirname(path));
    await streamAtomically(path, pieces);
  } catch (error) {
    throw unwritable(path, error, '--output');
  }
}

/**
 * Writes text as it comes to a stream, no faster than the stream takes it. A stream that fails ends the work; that is said
 * where the program watches its streams, and a reader that has enough, such as head, is no failure.
 *
 * @returns whether all was written
 */
export async function writeStream(stream: Writable, pieces: Texts): Promise<boolean> {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  stream.once('error', stop).once('close', stop);
  try {
    for await (const piece of pieces) {
      if (stopped.signal.aborted) return false;
      if (!stream.write(piece)) await drained(stream, stopped.signal);
    }
    return !stopped.signal.aborted;
  } finally {
    stream.off('error', stop).off('close', stop);
  }
}

async function drained(stream: Writable, stopped: AbortSignal): Promise<void> {
  try {
    await once(stream, 'drain', { signal: stopped });
  } catch {
    // It failed or was closed; the caller sees that.
  }
}
