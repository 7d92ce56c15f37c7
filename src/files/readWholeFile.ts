import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { formatCount } from '../format.js';

/** What stands at a path is not what is to be read there. */
export class WrongFile extends Error {
  override name = 'WrongFile';

  /** @param what it is, as the end of a sentence: "is a pipe" */
  constructor(readonly what: string) {
    super(`it ${what}`);
  }
}

/** More than any JSON file of a run or of settings has, with thousands of columns. */
export const MOST_JSON_BYTES = 16 * 2 ** 20;

/**
 * Opens a file to read it. A pipe would be waited for, and a device such as /dev/zero never ends.
 *
 * @param links whether the path may be a link to a file
 * @returns a descriptor, to be closed
 * @throws WrongFile for anything but a file, and the system's errors
 */
export function openRegularFile(path: string, links = true): number {
  check((links ? statSync : lstatSync)(path));
  // What stands there may have become a pipe since: opening one without a writer must not wait.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const descriptor = openSync(path, links ? flags : flags | (constants.O_NOFOLLOW ?? 0));
  try {
    check(fstatSync(descriptor));
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/**
 * Reads a file that has so many bytes at most.
 *
 * @throws WrongFile if it is longer, or no file, and the system's errors
 */
export function readWholeFile(path: string, mostBytes: number, links = true): Buffer {
  const descriptor = openRegularFile(path, links);
  try {
    const { size } = fstatSync(descriptor);
    if (size > mostBytes) throw tooLong(mostBytes);
    // Files of /proc say 0, and one that is written to may grow.
    const pieces: Buffer[] = [];
    for (let length = 0; ; ) {
      const piece = Buffer.allocUnsafe(Math.max(1024, size - length + 1));
      const bytes = readSync(descriptor, piece);
      if (bytes === 0) return Buffer.concat(pieces);
      length += bytes;
      if (length > mostBytes) throw tooLong(mostBytes);
      pieces.push(piece.subarray(0, bytes));
    }
  } finally {
    closeSync(descriptor);
  }
}

function tooLong(mostBytes: number): WrongFile {
  return new WrongFile(`has more than ${formatCount(mostBytes)} bytes`);
}

function check(stats: Stats): void {
  if (!stats.isFile()) throw new WrongFile(`is ${kindOf(stats)}`);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isSymbolicLink()) return 'a link';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
