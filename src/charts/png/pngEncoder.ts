import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import { inTurns, overRanges } from '../../turns.js';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const compress = promisify(deflate);

const EIGHT_BITS = 8;
const TRUE_COLOUR = 2;

/**
 * Encodes opaque pixels as a PNG in true colour, with turns for others: a large picture takes seconds.
 *
 * Skia's own encoder tries every row filter, which for these pictures takes four times as long and saves nothing: large
 * areas of one colour compress best unfiltered.
 *
 * @param pixels four bytes a pixel, in the order red, green, blue, alpha
 * @see PNG specification, third edition, sections 5 and 9
 */
export async function encodePng(pixels: Uint8ClampedArray, width: number, height: number): Promise<Buffer> {
  const rowBytes = 1 + 3 * width; // a row begins with its filter: 0, none
  const rows = new Uint8Array(rowBytes * height);
  const copyRows = (start: number, end: number) => {
    let from = 4 * start * width;
    for (let y = start; y < end; y++) {
      let to = y * rowBytes + 1;
      for (let x = 0; x < width; x++) {
        rows[to] = pixels[from] as number;
        rows[to + 1] = pixels[from + 1] as number;
        rows[to + 2] = pixels[from + 2] as number;
        from += 4;
        to += 3;
      }
    }
  };
  await inTurns(overRanges(height, copyRows, width));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([EIGHT_BITS, TRUE_COLOUR, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', await compress(rows, { level: 4 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
