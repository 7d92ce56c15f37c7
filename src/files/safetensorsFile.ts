import { closeSync, fstatSync, readFileSync, readSync } from 'node:fs';
import { openRegularFile } from './readWholeFile.js';

/** More than the names of any run's tensors and columns take. */
const MOST_HEADER_BYTES = 256 * 2 ** 20;
/** What Node reads in one piece. */
const MOST_BYTES = 2 ** 31 - 1;
const LENGTH_BYTES = 8;

/**
 * Reads the bytes of a safetensors file. What cannot be one, by its length or by that of its header, is not read.
 *
 * @throws Error if it cannot be one, WrongFile if it is no file, and the system's errors
 */
export function readSafetensorsFile(path: string): Buffer {
  const descriptor = openRegularFile(path);
  try {
    const { size } = fstatSync(descriptor);
    const length = Buffer.alloc(LENGTH_BYTES);
    readSync(descriptor, length, 0, LENGTH_BYTES, 0);
    const header = Number(length.readBigUInt64LE());
    if (header === 0 || header > MOST_HEADER_BYTES || LENGTH_BYTES + header > size || size > MOST_BYTES) {
      throw new Error('it cannot be a safetensors file');
    }
    return readFileSync(descriptor); // from the beginning: the reading above was by position
  } finally {
    closeSync(descriptor);
  }
}
