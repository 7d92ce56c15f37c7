import { type FeatureColumn, featureCount } from '../data/columns.js';
import type { Matrix } from '../data/matrix.js';
import { NumpyRandomState } from '../random/numpyRandomState.js';
import { inTurns, overRanges, type Work } from '../turns.js';
import { meanMetrics, targetMetrics } from './targetMetrics.js';

/** By how much R², of several targets their mean, falls when one column's cells are shuffled among the rows. */
export interface ColumnImportance {
  name: string;
  /** Of the repeats. */
  mean: number;
  /** The standard deviation of the repeats themselves (ddof 0). */
  deviation: number;
  /** One for each repeat. */
  repeats: number[];
}

export interface PermutationImportance {
  /** Of the rows as they are. */
  r2: number;
  /** In the table's order. */
  columns: ColumnImportance[];
}

/** Rows and a model that predicts them. */
export interface ExplainedModel {
  /** The table's columns, which give the features in this order. */
  columns: readonly FeatureColumn[];
  /** Standardized features: [rows, features] */
  x: Matrix<Float32Array>;
  /** [rows, targets] */
  actual: Matrix;
  predict: (x: Matrix<Float32Array>) => Promise<Matrix>;
}

/**
 * How much a model needs each column of its table: scikit-learn's `permutation_importance(scoring='r2')` of columns as the
 * table has them, so that all features of a text's categories are shuffled together. Shuffled standardized features are those
 * of a shuffled column, to the bit.
 *
 * @returns undefined where R² says nothing: there are fewer than two rows, one target, or a prediction that is not finite
 * @see Breiman (2001), "Random Forests"; sklearn/inspection/_permutation_importance.py for the order of the draws
 */
export async function permutationImportance(
  { columns, x, actual, predict }: ExplainedModel,
  { repeats, seed }: { repeats: number; seed: number },
): Promise<PermutationImportance | undefined> {
  const score = async (rows: Matrix<Float32Array>) =>
    meanMetrics(targetMetrics(actual, await predict(rows))).r2 ?? undefined;
  const r2 = await score(x);
  if (r2 === undefined) return undefined;
  const losses = columns.map((): number[] => []);
  const permuted = { ...x, values: x.values.slice() };
  const orders = new RowOrders(x.rows, seed);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const order = await inTurns(orders.next());
    let start = 0;
    for (const [i, column] of columns.entries()) {
      const end = start + featureCount(column);
      await inTurns(copyColumns(x, permuted, { start, end, order }));
      const shuffled = await score(permuted);
      if (shuffled === undefined) return undefined;
      losses[i]?.push(r2 - shuffled);
      await inTurns(copyColumns(x, permuted, { start, end }));
      start = end;
    }
  }
  return {
    r2,
    columns: columns.map(({ name }, i) => summarized(name, losses[i] as number[])),
  };
}

/**
 * The rows that a column's cells come from. One draw of the seed's stream seeds that of every column, so that all are
 * shuffled alike; each repeat shuffles the order of the one before, and takes the cells that it left by that order.
 */
class RowOrders {
  private readonly random: NumpyRandomState;
  private readonly shuffled: Int32Array;
  private order: Int32Array;

  constructor(rows: number, seed: number) {
    this.random = new NumpyRandomState(new NumpyRandomState(seed).integerUpTo(0x7fffffff));
    this.shuffled = Int32Array.from({ length: rows }, (_, row) => row);
    this.order = this.shuffled.slice();
  }

  /** Those of the next repeat. */
  *next(): Work<Int32Array> {
    const { order, shuffled } = this;
    yield* this.random.shuffle(shuffled);
    this.order = shuffled.map((row) => order[row] as number);
    return this.order;
  }
}

/** Writes some columns' values, of the row that `order` names for each, or of the row itself. */
function* copyColumns(
  { rows, columns, values }: Matrix<Float32Array>,
  to: Matrix<Float32Array>,
  { start, end, order }: { start: number; end: number; order?: Int32Array },
): Work<void> {
  yield* overRanges(
    rows,
    (first, last) => {
      for (let row = first; row < last; row++) {
        const from = (order?.[row] ?? row) * columns;
        for (let column = start; column < end; column++) {
          to.values[row * columns + column] = values[from + column] as number;
        }
      }
    },
    end - start,
  );
}

function summarized(name: string, repeats: number[]): ColumnImportance {
  const mean = repeats.reduce((sum, value) => sum + value, 0) / repeats.length;
  const squares = repeats.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { name, mean, deviation: Math.sqrt(squares / repeats.length), repeats };
}
