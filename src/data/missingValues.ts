import { AdamTrainError, exitCodes } from '../errors.js';
import type { Matrix } from './matrix.js';

/**
 * Each column's mean over the training values that are there, if any value of any part is missing (NaN).
 *
 * @param train [rows, columns]
 * @returns [columns]
 * @throws AdamTrainError (exit code 3) if a column has a missing value and no training value to take the mean of
 */
export function meansOfPresent(
  train: Matrix<Float32Array>,
  others: readonly (Matrix<Float32Array> | undefined)[],
): Float64Array | undefined {
  if (![train, ...others].some((part) => part?.values.some(Number.isNaN))) return undefined;
  const sums = new Float64Array(train.columns);
  const counts = new Float64Array(train.columns);
  train.values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const column = i % train.columns;
    sums[column] = (sums[column] as number) + value;
    counts[column] = (counts[column] as number) + 1;
  });
  const empty = counts.indexOf(0);
  if (empty >= 0) {
    throw new AdamTrainError(
      `--missing mean needs a number in the training rows of every column, and feature ${empty + 1} has none; leave its column out with --ignore-columns.`,
      exitCodes.badData,
    );
  }
  return sums.map((sum, column) => sum / (counts[column] as number));
}

/**
 * Puts each column's value where one is missing.
 *
 * @param x [rows, columns]; its values are replaced
 * @param fill [columns]
 */
export function fillMissing(x: Matrix<Float32Array>, fill: Float64Array): void {
  x.values.forEach((value, i) => {
    if (Number.isNaN(value)) x.values[i] = fill[i % x.columns] as number;
  });
}
