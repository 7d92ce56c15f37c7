import { closeSync, fstatSync, readFileSync, readSync } from 'node:fs';
import * as z from 'zod';
import { openRegularFile } from './readWholeFile.js';
import {
  checksumOf,
  checksumStart,
  type Kind,
  kinds,
  LENGTH_BYTES,
  NO_CHECKSUM,
  type StoredTensor,
} from './safetensors.js';

// Apart from the writing, since zod takes long to load and a run that trains reads no such file.

const size = z.number().int().nonnegative();
const headerSchema = z.object({ __metadata__: z.record(z.string(), z.string()) }).catchall(
  z.strictObject({
    dtype: z.enum(Object.keys(kinds) as [Kind, ...Kind[]]),
    shape: z.array(size).max(4),
    data_offsets: z.tuple([size, size]),
  }),
);

/** More than the names of any run's tensors and columns take. */
const MOST_HEADER_BYTES = 256 * 2 ** 20;
/** What Node reads in one piece. */
const MOST_BYTES = 2 ** 31 - 1;

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

/**
 * What a file's bytes hold.
 *
 * @throws Error if they are no such file, or not as they were written
 */
export function decodeSafetensors(bytes: Buffer): {
  tensors: Map<string, StoredTensor>;
  metadata: Record<string, string>;
} {
  const place = checksumStart(bytes);
  const written = bytes.toString('latin1', place, place + NO_CHECKSUM.length);
  if (written !== checksumOf(bytes)) throw new Error('the checksum is another');
  const start = LENGTH_BYTES + Number(bytes.readBigUInt64LE(0));
  if (start > bytes.length) throw new Error('the header is longer than the file');
  const { __metadata__: metadata, ...entries } = headerSchema.parse(
    JSON.parse(bytes.toString('utf8', LENGTH_BYTES, start)),
  );
  const tensors = new Map<string, StoredTensor>();
  let end = start;
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries)) {
    const [from, to] = data_offsets.map((offset) => start + offset) as [number, number];
    const count = shape.reduce((product, length) => product * length, 1);
    if (from !== end || to - from !== count * kinds[dtype].BYTES_PER_ELEMENT) {
      throw new Error(`${name} has other bytes than its shape asks for`);
    }
    if (to > bytes.length) throw new Error(`${name} goes beyond the file`);
    const copy = Uint8Array.prototype.slice.call(bytes, from, to); // a buffer of its own, so aligned
    tensors.set(name, { shape, values: new kinds[dtype](copy.buffer) });
    end = to;
  }
  if (end !== bytes.length) throw new Error('there are bytes behind the last tensor');
  return { tensors, metadata };
}
