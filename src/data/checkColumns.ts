import { AdamTrainError, exitCodes } from '../errors.js';
import { formatCount, formatNumber, formatText } from '../format.js';
import { shellWord } from '../text.js';
import { overRanges, type Work } from '../turns.js';
import type { ColumnStatistics } from './columnStatistics.js';
import type { Matrix } from './matrix.js';
import type { StandardScaler } from './standardScaler.js';

/** Deviations that are fewer rounding errors of the mean than this are the rounding's more than the column's. */
const FEWEST_ROUNDINGS = 32;

/** Standardized values beyond this have squares that a float32 loss does not hold. */
export const FARTHEST = 1e15;

/** Whether a column has different values that float64 hardly tells apart at their size. */
export function isLostInRounding({ min, max, mean, deviation }: ColumnStatistics, column: number): boolean {
  const [low, high] = [min[column] as number, max[column] as number];
  const bound = FEWEST_ROUNDINGS * Number.EPSILON * Math.abs(mean[column] as number);
  return low < high && (deviation[column] as number) <= bound;
}

/**
 * Refuses columns of the training rows that nothing can be learned from.
 *
 * @param names [columns]
 * @throws AdamTrainError (exit code 3) if one has no value, or its values' differences are lost in float64
 */
export function checkColumns(statistics: ColumnStatistics, names: readonly string[]): void {
  names.forEach((name, column) => {
    if (statistics.counts[column] === 0) {
      throw bad(
        `--missing mean needs a number in the training rows of every column, and ${formatText(name)} has none; ${leaveOut(name)}.`,
      );
    }
    if (isLostInRounding(statistics, column)) {
      throw bad(
        `Column ${formatText(name)} must have values that float64 tells apart, got ${around(statistics, column)} in the training rows, so that nothing is left to learn; write its differences from a constant instead, or ${leaveOut(name)}.`,
      );
    }
  });
}

/**
 * Refuses values that are so far from the training rows' that no loss could be told: training would be taken to diverge.
 *
 * @param x standardized: [rows, columns]
 * @param rowIndex each row's index in the data, from 0: [rows]
 * @throws AdamTrainError (exit code 3) if there is one
 */
export function* checkStandardized(
  { values, columns }: Matrix<Float32Array>,
  rowIndex: Int32Array,
  { mean, scale }: StandardScaler,
  names: readonly string[],
): Work<void> {
  let found = -1;
  yield* overRanges(values.length, (start, end) => {
    for (let i = start; i < end && found < 0; i++)
      if (!(Math.abs(values[i] as number) <= FARTHEST)) found = i;
  });
  if (found < 0) return;
  const column = found % columns;
  const row = (rowIndex[Math.floor(found / columns)] as number) + 1;
  const usual = `${formatNumber(mean[column] as number)} ± ${formatNumber(scale[column] as number)}`;
  const name = names[column] as string;
  throw bad(
    `Column ${formatText(name)} must be near its training rows' values, ${usual}, got a value in row ${formatCount(row)} that is more than 1e15 deviations away; correct it, or ${leaveOut(name)}.`,
  );
}

/** The mean and deviation of a column, as part of a sentence. */
export function around({ mean, deviation }: ColumnStatistics, column: number): string {
  return `${mean[column]} with a deviation of ${formatNumber(deviation[column] as number)}`;
}

function leaveOut(name: string): string {
  return `leave it out with --ignore-columns ${shellWord(name)}`;
}

function bad(sentence: string): AdamTrainError {
  return new AdamTrainError(sentence, exitCodes.badData);
}
