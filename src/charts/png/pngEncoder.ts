import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import { inTurns, overRanges, type Work } from '../../turns.js';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const compress = promisify(deflate);

const EIGHT_BITS = 8;
const TRUE_COLOUR = 2;
const NO_FILTER = 0;
const LITTLE_ENDIAN = true; // as is every machine that there is a canvas for, and so the order within a pixel's word

/** A part of a picture this large is compressed at once: without a word to the thread that paints the next one meanwhile. */
const COMPRESSED_AT_ONCE = 1 << 20;

/**
 * Encodes opaque pixels as a PNG in true colour, with turns for others: a large picture takes seconds. Another thread
 * compresses.
 *
 * Skia's own encoder tries every row filter, which for these pictures takes four times as long and saves nothing: large
 * areas of one colour compress best unfiltered.
 *
 * @param pixels four bytes a pixel, in the order red, green, blue, alpha, from an address that four divides; used up, since
 * they are packed in place
 * @see PNG specification, third edition, sections 5 and 9
 */
export async function encodePng(pixels: Uint8ClampedArray, width: number, height: number): Promise<Buffer> {
  const rows = await inTurns(packing(pixels, width, height));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([EIGHT_BITS, TRUE_COLOUR, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', await compress(rows, { level: 4, chunkSize: COMPRESSED_AT_ONCE })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * Packs pixels of four bytes into a PNG's rows, each its filter (0: none) and three bytes a pixel, from the front of the
 * same memory: fresh memory would take longer than the packing. What is written never overtakes what is read.
 */
function* packing(
  { buffer, byteOffset }: Uint8ClampedArray,
  width: number,
  height: number,
): Work<Uint8Array> {
  const pixels = new Uint32Array(buffer, byteOffset, width * height);
  const packed = new DataView(buffer, byteOffset, pixels.byteLength);
  const rowBytes = 1 + 3 * width;
  // Four pixels of 0xAABBGGRR make three words.
  const fours = 4 * Math.floor(width / 4);
  const pack = (start: number, end: number) => {
    for (let y = start; y < end; y++) {
      let to = y * rowBytes + 1;
      let from = y * width;
      for (const last = from + fours; from < last; from += 4) {
        const a = pixels[from] as number;
        const b = pixels[from + 1] as number;
        const c = pixels[from + 2] as number;
        const d = pixels[from + 3] as number;
        packed.setUint32(to, (a & 0xffffff) | (b << 24), LITTLE_ENDIAN);
        packed.setUint32(to + 4, ((b >>> 8) & 0xffff) | (c << 16), LITTLE_ENDIAN);
        packed.setUint32(to + 8, ((c >>> 16) & 0xff) | (d << 8), LITTLE_ENDIAN);
        to += 12;
      }
      for (const last = (y + 1) * width; from < last; from++) {
        const pixel = pixels[from] as number;
        packed.setUint16(to, pixel, LITTLE_ENDIAN);
        packed.setUint8(to + 2, pixel >>> 16);
        to += 3;
      }
      packed.setUint8(y * rowBytes, NO_FILTER);
    }
  };
  yield* overRanges(height, pack, width);
  return new Uint8Array(buffer, byteOffset, rowBytes * height);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
