import type { TableRows } from '../data/csv/columns/rowEncoder.js';
import { columnOf, type Matrix } from '../data/matrix.js';
import { csvRows, csvText } from '../files/csvRows.js';
import { RegressionSums } from './regressionMetrics.js';

/** What is counted of one target while rows are predicted. */
export interface TargetTally {
  name: string;
  /** Whether the table has it. */
  hasActual: boolean;
  /** Rows without it in a table that has the column; the metrics leave them out. */
  withoutActual: number;
  sums: RegressionSums;
}

/** What is counted while rows are predicted. */
export class PredictionTally {
  rows = 0;
  /** Predictions that are no finite number. */
  notFinite = 0;
  /** Rows of delimiters alone at the table's end, which are left out. */
  emptyEnd = 0;
  readonly targets: readonly TargetTally[];

  /** @param names the targets', in the model's order */
  constructor(names: readonly string[]) {
    this.targets = names.map((name) => {
      return { name, hasActual: false, withoutActual: 0, sums: new RegressionSums() };
    });
  }

  /**
   * @param actual each target where the table has it: [rows]
   * @param predicted [rows, targets]
   */
  add(actual: TableRows['actual'], predicted: Matrix): void {
    this.rows += predicted.rows;
    this.notFinite += predicted.values.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
    for (const [i, target] of this.targets.entries()) {
      const { [i]: values } = actual;
      if (values !== undefined) addTo(target, values, columnOf(predicted, i));
    }
  }
}

function addTo(target: TargetTally, actual: Float64Array, predicted: Float64Array): void {
  target.hasActual = true;
  const known = Array.from(actual.keys()).filter((i) => !Number.isNaN(actual[i]));
  target.withoutActual += actual.length - known.length;
  if (known.length === actual.length) target.sums.add(actual, predicted);
  else target.sums.add(take(actual, known), take(predicted, known));
}

function take(values: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row] as number);
}

const ROWS_IN_A_TEXT = 10_000;

/**
 * A table's predictions as CSV, piece by piece: `row,predicted`, and `actual` where the table has the target; of several targets
 * `row`, and for each its `actual_NAME`, where the table has it, and `predicted_NAME`. `row` is the row's place in the table, from 0;
 * a cell is empty where a prediction is not finite.
 *
 * @param predict the model: raw features to [rows, targets]
 * @param tally is filled as the rows go by
 */
export async function* predictedRows(
  pieces: AsyncIterable<TableRows>,
  predict: (x: TableRows['x']) => Promise<Matrix>,
  tally: PredictionTally,
): AsyncGenerator<string> {
  let begun = false;
  for await (const { x, actual, firstRow } of pieces) {
    const predicted = await predict(x);
    const columns = columnsOf(tally.targets, actual, predicted);
    if (!begun) yield csvRows([['row', ...columns.map(({ name }) => csvText(name))]]);
    begun = true;
    tally.add(actual, predicted);
    for (let start = 0; start < x.rows; start += ROWS_IN_A_TEXT) {
      const length = Math.min(ROWS_IN_A_TEXT, x.rows - start);
      yield csvRows(
        Array.from({ length }, (_, i) => [
          firstRow + start + i,
          ...columns.map(({ values }) => values[start + i] as number),
        ]),
      );
    }
  }
}

/** The columns behind the row's number. */
function columnsOf(
  targets: readonly { name: string }[],
  actual: TableRows['actual'],
  predicted: Matrix,
): { name: string; values: Float64Array }[] {
  const [own] = actual;
  if (targets.length === 1) {
    return [
      { name: 'predicted', values: predicted.values },
      ...(own === undefined ? [] : [{ name: 'actual', values: own }]),
    ];
  }
  return targets.flatMap(({ name }, i) => {
    const { [i]: values } = actual;
    return [
      ...(values === undefined ? [] : [{ name: `actual_${name}`, values }]),
      { name: `predicted_${name}`, values: columnOf(predicted, i) },
    ];
  });
}
