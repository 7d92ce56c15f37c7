import { createHash } from 'node:crypto';

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

export const kinds = {
  F32: Float32Array,
  F64: Float64Array,
  I32: Int32Array,
  U32: Uint32Array,
} as const;

export type Kind = keyof typeof kinds;

const ALIGNMENT = 8;
export const NO_CHECKSUM = '0'.repeat(64);
const CHECKSUM_FIELD = '"sha256":"';
export const LENGTH_BYTES = 8;

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

/** Where the checksum stands: the header begins with the metadata, and these with the checksum. */
export function checksumStart(bytes: Buffer): number {
  const start = bytes.indexOf(CHECKSUM_FIELD) + CHECKSUM_FIELD.length;
  if (start < CHECKSUM_FIELD.length || start > 100) throw new Error('there is no checksum');
  return start;
}

/** SHA-256 of the file with zeros in the checksum's place, in hexadecimal. */
export function checksumOf(bytes: Buffer): string {
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
