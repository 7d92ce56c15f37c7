import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dataset } from './dataset.js';

const NUMBERS_IN_A_PIECE = 1 << 17;

/**
 * SHA-256 of the numbers themselves, row by row, each row's features and then its target, as little-endian float64.
 *
 * @returns in hexadecimal
 */
export async function hashRows({ x, y }: Pick<Dataset, 'x' | 'y'>): Promise<string> {
  const hash = createHash('sha256');
  const width = x.columns + 1;
  const rowsInAPiece = Math.max(1, Math.floor(NUMBERS_IN_A_PIECE / width));
  const values = new Float64Array(Math.min(rowsInAPiece, x.rows) * width);
  for (let start = 0; start < x.rows; start += rowsInAPiece) {
    const rows = Math.min(rowsInAPiece, x.rows - start);
    for (let i = 0; i < rows; i++) {
      x.copyRow(start + i, values, i * width);
      values[i * width + x.columns] = y[start + i] as number;
    }
    hash.update(new Uint8Array(values.buffer, 0, rows * width * values.BYTES_PER_ELEMENT));
    await nextTurn(); // signals are served between the pieces
  }
  return hash.digest('hex');
}
