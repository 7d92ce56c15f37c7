import { badData } from '../errors.js';
import { formatCount, formatNumber, formatText } from '../format.js';
import { listWord } from '../settings/lists.js';
import { shellWord } from '../text.js';
import { overRanges, type Work } from '../turns.js';
import { around, type ColumnStatistics, isLostInRounding } from './columnStatistics.js';
import type { Matrix } from './matrix.js';
import type { StandardScaler } from './standardScaler.js';

/** Standardized values beyond this have squares that a float32 loss does not hold. */
export const FARTHEST = 1e15;

/**
 * Refuses columns of the training rows that nothing can be learned from.
 *
 * @param names [columns]
 * @throws AdamTrainError (exit code 3) if one has no value, or its values' differences are lost in float64
 */
export function checkColumns(statistics: ColumnStatistics, names: readonly string[]): void {
  names.forEach((name, column) => {
    if (statistics.counts[column] === 0) {
      throw badData(
        `--missing mean needs a number in the training rows of every column, and ${formatText(name)} has none; ${leaveOut(name)}.`,
      );
    }
    if (isLostInRounding(statistics, column)) {
      throw badData(
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
  throw badData(
    `Column ${formatText(name)} must be near its training rows' values, ${usual}, got a value in row ${formatCount(row)} that is more than 1e15 deviations away; correct it, or ${leaveOut(name)}.`,
  );
}

function leaveOut(name: string): string {
  return `leave it out with --ignore-columns ${shellWord(listWord(name))}`;
}
