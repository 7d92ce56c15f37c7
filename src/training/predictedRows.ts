import type { TableRows } from '../data/csv/streamTable.js';
import { csvRows } from '../files/csvRows.js';
import { RegressionSums } from './regressionMetrics.js';

/** What is counted while rows are predicted. */
export class PredictionTally {
  rows = 0;
  /** Rows whose prediction is not a finite number. */
  notFinite = 0;
  /** Whether the table has the target. */
  hasActual = false;
  /** Rows without a target in a table that has the column; the metrics leave them out. */
  withoutActual = 0;
  readonly sums = new RegressionSums();

  add(actual: Float64Array, predicted: Float64Array): void {
    const known = Array.from(actual.keys()).filter((i) => !Number.isNaN(actual[i]));
    this.withoutActual += actual.length - known.length;
    if (known.length === actual.length) this.sums.add(actual, predicted);
    else this.sums.add(take(actual, known), take(predicted, known));
  }
}

function take(values: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row] as number);
}

const ROWS_IN_A_TEXT = 10_000;

/**
 * A table's predictions as CSV, piece by piece: `row,predicted`, and `actual` where the table has the target. `row` is the
 * row's place in the table, from 0; a cell is empty where a prediction is not finite.
 *
 * @param predict the model: raw features to [rows]
 * @param tally is filled as the rows go by
 */
export async function* predictedRows(
  pieces: AsyncIterable<TableRows>,
  predict: (x: TableRows['x']) => Promise<Float64Array>,
  tally: PredictionTally,
): AsyncGenerator<string> {
  let begun = false;
  for await (const { x, actual, firstRow } of pieces) {
    if (!begun) yield csvRows([['row', 'predicted', ...(actual ? ['actual'] : [])]]);
    begun = true;
    const predicted = await predict(x);
    tally.rows += x.rows;
    tally.notFinite += predicted.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
    if (actual !== undefined) {
      tally.hasActual = true;
      tally.add(actual, predicted);
    }
    for (let start = 0; start < x.rows; start += ROWS_IN_A_TEXT) {
      const values = predicted.subarray(start, start + ROWS_IN_A_TEXT);
      yield csvRows(
        Array.from(values, (value, i) => {
          const row = [firstRow + start + i, value];
          return actual === undefined ? row : [...row, actual[start + i] as number];
        }),
      );
    }
  }
  if (!begun) yield csvRows([['row', 'predicted']]);
}
