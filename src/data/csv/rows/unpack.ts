import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { AdamTrainError, badData } from '../../../errors.js';
import { lookAhead } from './head.js';

/** Node has it from 22.15 and 23.8 on. */
const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };

const packings = [
  { word: 'gzip', isHere: (head: Uint8Array) => startsWith(head, 0x1f, 0x8b), unpacker: zlib.createGunzip },
  { word: 'zstd', isHere: isZstd, unpacker: createZstdDecompress },
];

/**
 * Unpacks what is packed with gzip or zstd, told by its content; other bytes are handed on as they are.
 *
 * @throws AdamTrainError (exit code 3) if it is cut short or damaged, or packed with zstd where Node has none
 */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  known: readonly (Omit<(typeof packings)[number], 'unpacker'> & {
    unpacker: (() => Transform) | undefined;
  })[] = packings,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await lookAhead(chunks, 8);
  const packing = known.find(({ isHere }) => isHere(head));
  if (packing === undefined) {
    yield* all;
    return;
  }
  const { word, unpacker } = packing;
  if (unpacker === undefined) {
    await all.return();
    throw badData(
      `${name} is packed with ${word}, which Node reads from 22.15 and 23.8 on, and this is ${process.version}; unpack it with ${word} -d, or use a newer Node.`,
    );
  }
  const stream = unpacker();
  const done = pipeline(Readable.from(all), stream);
  done.catch(() => {}); // the stream throws it too
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof AdamTrainError) throw error;
    throw badData(
      `${name} must be a whole ${word} file, got one that is cut short or damaged; try another copy of it.`,
      error,
    );
  } finally {
    stream.destroy();
    await done.catch(() => {});
  }
}

function isZstd(head: Uint8Array): boolean {
  // A frame, or one to be skipped, which some packers begin with.
  const isSkipped = head.length >= 4 && ((head[0] as number) & 0xf0) === 0x50;
  return (
    startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) || (isSkipped && startsWith(head.subarray(1), 0x2a, 0x4d, 0x18))
  );
}

function startsWith(bytes: Uint8Array, ...first: number[]): boolean {
  return first.every((byte, i) => bytes[i] === byte);
}
