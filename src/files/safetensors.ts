import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readFileSync, readSync } from 'node:fs';
import { z } from 'zod';
import { openRegularFile } from './readWholeFile.js';

// The safetensors format: the header's length as a 64-bit number, a JSON header, then the values of all tensors,
// little-endian and without gaps. Python reads it too (`safetensors.numpy.load_file`).
// The metadata hold the checksum of the whole file, taken with zeros in its place.
// See https://huggingface.co/docs/safetensors/index#format

/** The kinds of values that our files hold. */
type TensorValues = Float32Array | Float64Array | Int32Array | Uint32Array;

export interface StoredTensor {
  shape: number[];
  values: TensorValues;
}

const kinds = {
  F32: Float32Array,
  F64: Float64Array,
  I32: Int32Array,
  U32: Uint32Array,
} as const;

type Kind = keyof typeof kinds;

const size = z.number().int().nonnegative();
const headerSchema = z.object({ __metadata__: z.record(z.string(), z.string()) }).catchall(
  z.strictObject({
    dtype: z.enum(Object.keys(kinds) as [Kind, ...Kind[]]),
    shape: z.array(size).max(4),
    data_offsets: z.tuple([size, size]),
  }),
);

const ALIGNMENT = 8;
const NO_CHECKSUM = '0'.repeat(64);
const CHECKSUM_FIELD = '"sha256":"';
const LENGTH_BYTES = 8;
/** More than the names of any run's tensors and columns take. */
const MOST_HEADER_BYTES = 256 * 2 ** 20;
/** What Node reads in one piece. */
const MOST_BYTES = 2 ** 31 - 1;

/** The file's bytes. */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Record<string, string>,
): Buffer {
  const header: Record<string, unknown> = { __metadata__: { sha256: NO_CHECKSUM, ...metadata } };
  let end = 0;
  // The widest values first, so that each begins at a multiple of its width.
  const ordered = [...tensors].sort(
    ([, a], [, b]) => b.values.BYTES_PER_ELEMENT - a.values.BYTES_PER_ELEMENT,
  );
  for (const [name, { shape, values }] of ordered) {
    header[name] = { dtype: kindOf(values), shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((ALIGNMENT - (json.length % ALIGNMENT)) % ALIGNMENT, ' ');
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  const bodies = ordered.map(([, { values }]) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  const bytes = Buffer.concat([length, json, padding, ...bodies]);
  bytes.write(checksumOf(bytes), checksumStart(bytes));
  return bytes;
}

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

/** Where the checksum stands: the header begins with the metadata, and these with the checksum. */
function checksumStart(bytes: Buffer): number {
  const start = bytes.indexOf(CHECKSUM_FIELD) + CHECKSUM_FIELD.length;
  if (start < CHECKSUM_FIELD.length || start > 100) throw new Error('there is no checksum');
  return start;
}

/** SHA-256 of the file with zeros in the checksum's place, in hexadecimal. */
function checksumOf(bytes: Buffer): string {
  const start = checksumStart(bytes);
  return createHash('sha256')
    .update(bytes.subarray(0, start))
    .update(NO_CHECKSUM)
    .update(bytes.subarray(start + NO_CHECKSUM.length))
    .digest('hex');
}

function kindOf(values: TensorValues): Kind {
  const kind = (Object.keys(kinds) as Kind[]).find((name) => values instanceof kinds[name]);
  return kind as Kind;
}
