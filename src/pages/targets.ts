import type { TestPredictions } from '../charts/parts/runChart.js';
import { sampledRows } from '../charts/parts/testRows.js';
import { formatText } from '../format.js';
import type { TargetData } from './pageData.js';

/** A page with more would take seconds to draw. */
export const MOST_TARGETS = 6;
/** Of all targets together. */
const MOST_POINTS = 2000;
/** So many that a residual, their difference, has enough of its own. */
const DIGITS = 12;

/** Which of so many test rows are shown: their places, rising. */
export function shownRows(rows: number, seed: number, targets: number): ArrayLike<number> {
  return sampledRows(rows, seed, Math.floor(MOST_POINTS / Math.min(targets, MOST_TARGETS)));
}

/**
 * The test rows of the first targets, those that the page has room for; of many rows a sample, which the run's seed chooses.
 *
 * @param row each test row's index in the data, from 0
 */
export function targetData(targets: readonly TestPredictions[], row: ArrayLike<number>): TargetData[] {
  const shown = targets.slice(0, MOST_TARGETS);
  return shown.map(({ actual, predicted, seed, targetName }) => {
    const rows = shownRows(actual.length, seed, targets.length);
    const pick = (values: ArrayLike<number>) => Array.from(rows, (i) => rounded(values[i] as number));
    return {
      name: targetName === undefined ? 'the target' : formatText(targetName),
      rows: Array.from(rows, (i) => row[i] as number),
      actual: pick(actual),
      predicted: pick(predicted),
    };
  });
}

function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null;
}
