import type { TablePiece } from '../data/csv/streamTable.js';
import { RegressionSums } from '../training/regressionMetrics.js';
import { csvRows } from './csv.js';

/** What is counted while rows are predicted. */
export class PredictionTally {
  rows = 0;
  /** Rows whose prediction is not a finite number. */
  notFinite = 0;
  /** Whether the table has the target. */
  hasActual = false;
  readonly sums = new RegressionSums();
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
  pieces: AsyncIterable<TablePiece>,
  predict: (x: TablePiece['x']) => Float64Array,
  tally: PredictionTally,
): AsyncGenerator<string> {
  let begun = false;
  for await (const { x, actual, firstRow } of pieces) {
    if (!begun) yield csvRows([['row', 'predicted', ...(actual ? ['actual'] : [])]]);
    begun = true;
    const predicted = predict(x);
    tally.rows += x.rows;
    tally.notFinite += predicted.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
    if (actual !== undefined) {
      tally.hasActual = true;
      tally.sums.add(actual, predicted);
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
