import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { encodePng } from '../../../src/charts/png/pngEncoder.js';

/** The rows of a PNG of one IDAT chunk: a filter and three bytes a pixel. */
function rowsOf(png: Buffer): Buffer {
  const at = png.indexOf('IDAT', 0, 'latin1');
  return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
}

it.each([
  [1, 1],
  [1, 300],
  [2, 3],
  [3, 2],
  [4, 4],
  [5, 7],
  [6, 2],
  [7, 300],
  [1801, 5],
])('keeps the red, green and blue of %i x %i pixels', async (width, height) => {
  const pixels = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 2654435761) >>> 24,
  );
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...pixels.subarray(4 * y * width, 4 * (y + 1) * width).filter((_, i) => i % 4 !== 3),
  ]);
  const png = await encodePng(pixels, width, height);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  expect(rowsOf(png).equals(Buffer.from(rows.flat()))).toBe(true);
});
