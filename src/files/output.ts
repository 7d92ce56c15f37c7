import { once } from 'node:events';
import { basename, dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { createTurns } from '../turns.js';
import { streamAtomically } from './atomicFile.js';
import { ensureDirectory } from './directories.js';
import { unwritable } from './fileErrors.js';
import { behindLink } from './outputPath.js';
import { sweepLeftOvers } from './temporaryFile.js';

/** A text in pieces, at hand or yet to come. */
type Texts = AsyncIterable<string> | Iterable<string>;

/**
 * Writes text as it comes into a file, which is there in full or not at all. A link stays, and its file is replaced.
 *
 * @throws AdamTrainError (exit code 1) if it cannot be written, and what the pieces throw
 */
export async function writeFile(path: string, pieces: Texts): Promise<void> {
  try {
    const place = behindLink(path);
    ensureDirectory(dirname(place));
    sweepLeftOvers(dirname(place), [basename(place)]);
    await streamAtomically(place, pieces);
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
  const turn = createTurns();
  try {
    for await (const piece of pieces) {
      if (stopped.signal.aborted) return false;
      if (!stream.write(piece)) await drained(stream, stopped.signal);
      await turn(); // a file takes all at once, and so waits for nothing
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
