import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { createTurns } from '../turns.js';
import { streamAtomically, writeAtomically } from './atomicFile.js';
import { ensureDirectory } from './directories.js';
import { onPath, type Place, unwritable } from './fileErrors.js';
import { sweepLeftOvers } from './leftOvers.js';
import { behindLink } from './outputPath.js';

/** A text in pieces, at hand or yet to come. */
type Texts = AsyncIterable<string> | Iterable<string>;

/**
 * Writes text as it comes into the file that --output names, which is there in full or not at all. A link stays, and its file
 * is replaced.
 *
 * @throws AdamTrainError (exit code 1) if it cannot be written, and what the pieces throw
 */
export async function writeFile(path: string, pieces: Texts): Promise<void> {
  try {
    await streamAtomically(placeFor(path), pieces);
  } catch (error) {
    throw unwritable(path, error, '--output');
  }
}

/**
 * The same for a picture, or another content that is at hand.
 *
 * @param flag the one that names the file
 * @throws AdamTrainError (exit code 1) if it cannot be written
 */
export function writeWhole(
  path: string,
  content: string | Buffer,
  flag: '--output' | '--to' = '--output',
): void {
  onPath(path, () => writeAtomically(placeFor(path), content), flag);
}

/** Where a file is written, in a folder that is made if need be and holds nothing of it that a killed process left. */
function placeFor(path: string): string {
  const place = behindLink(path);
  ensureDirectory(dirname(place));
  sweepLeftOvers(dirname(place), [basename(place)]);
  return place;
}

/**
 * Writes a file into a folder that the user chose with --to, made if need be; it is there in full or not at all.
 *
 * @param place what would choose another folder
 * @returns the file's path
 * @throws AdamTrainError (exit code 1) if it cannot be written
 */
export function writeInto(folder: string, name: string, content: Buffer, place: Place = '--to'): string {
  const path = join(folder, name);
  onPath(folder, () => ensureDirectory(folder), place);
  sweepLeftOvers(folder, [name]);
  onPath(path, () => writeAtomically(path, content), place);
  return path;
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
