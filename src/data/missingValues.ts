import type { Matrix } from './matrix.js';

/**
 * Puts each column's value where one is missing (NaN).
 *
 * @param x [rows, columns]; its values are replaced
 * @param fill [columns]
 * @returns whether one was missing
 */
export function fillMissing({ values, columns }: Matrix, fill: Float64Array): boolean {
  let isFilled = false;
  for (let offset = 0; offset < values.length; offset += columns) {
    for (let column = 0; column < columns; column++) {
      if (!Number.isNaN(values[offset + column])) continue;
      values[offset + column] = fill[column] as number;
      isFilled = true;
    }
  }
  return isFilled;
}
