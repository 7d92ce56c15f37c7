import { formatNumber } from '../format.js';
import { atOnce, overRanges, type Work } from '../turns.js';

/** What some rows say of each of their columns; missing values (NaN) are left out. Each array is [columns]. */
export interface ColumnStatistics {
  rows: number;
  /** Values that are there. */
  counts: Float64Array;
  /** The smallest and the largest value. */
  min: Float64Array;
  max: Float64Array;
  mean: Float64Array;
  /** The population standard deviation, with a missing value standing at the mean. */
  deviation: Float64Array;
}

/** Shows every row, in an order that is the same each time: the row's values stand in `values` from `offset` on. */
export type EachRow = (visit: (values: Float32Array | Float64Array, offset: number) => void) => Work<void>;

// Above and below these a value's square, or that of its last digit, would leave the doubles.
const HUGE = 2 ** 500;
const TINY = 2 ** -400;
const SHIFT = 2 ** 600;

/**
 * Each column's mean and deviation in float64, whatever its size: what is squared is the distance from the first value
 * there, so that a column far from 0 loses nothing, and columns whose squares a double cannot hold are first multiplied by a
 * power of 2, which rounds nothing.
 *
 * @see Chan, Golub & LeVeque (1983), "Algorithms for Computing the Sample Variance"
 */
export function columnStatistics(columns: number, eachRow: EachRow): ColumnStatistics {
  return atOnce(describingColumns(columns, eachRow));
}

/** The work of `columnStatistics`, to be done in turns. */
export function* describingColumns(columns: number, eachRow: EachRow): Work<ColumnStatistics> {
  const { rows, counts, first, min, max, sums } = yield* findRanges(columns, eachRow);
  const factors = min.map((low, column) => factorFor(Math.max(Math.abs(low), Math.abs(at(max, column)))));
  const shifts = first.map((value, column) => value * at(factors, column));
  // The first pass has the sums already, unless it could not know the factors.
  const distances = factors.every((factor) => factor === 1)
    ? sums
    : yield* sumDistances(eachRow, factors, shifts);
  const means = distances.map((sum, column) => sum / at(counts, column));

  const left = new Float64Array(columns);
  const squares = new Float64Array(columns);
  yield* eachRow((values, offset) => {
    for (let column = 0; column < columns; column++) {
      const value = at(values, offset + column);
      if (Number.isNaN(value)) continue;
      const distance = value * at(factors, column) - at(shifts, column) - at(means, column);
      left[column] = at(left, column) + distance;
      squares[column] = at(squares, column) + distance * distance;
    }
  });
  return {
    rows,
    counts,
    min,
    max,
    mean: means.map((mean, column) => (at(shifts, column) + mean) / at(factors, column)),
    deviation: squares.map((sum, column) => {
      // What the mean's own rounding adds is taken off again.
      const variance = (sum - at(left, column) ** 2 / at(counts, column)) / rows;
      return Math.sqrt(Math.max(0, variance)) / at(factors, column);
    }),
  };
}

/** Σ(x·factor − shift) of each column. */
function* sumDistances(eachRow: EachRow, factors: Float64Array, shifts: Float64Array): Work<Float64Array> {
  const sums = new Float64Array(factors.length);
  yield* eachRow((values, offset) => {
    for (let column = 0; column < sums.length; column++) {
      const value = at(values, offset + column);
      if (Number.isNaN(value)) continue;
      sums[column] = at(sums, column) + (value * at(factors, column) - at(shifts, column));
    }
  });
  return sums;
}

/** Deviations that are fewer rounding errors of the mean than this are the rounding's more than the column's. */
const FEWEST_ROUNDINGS = 32;

/** Whether a column has different values that float64 hardly tells apart at their size. */
export function isLostInRounding({ min, max, mean, deviation }: ColumnStatistics, column: number): boolean {
  const [low, high] = [at(min, column), at(max, column)];
  const bound = FEWEST_ROUNDINGS * Number.EPSILON * Math.abs(at(mean, column));
  return low < high && at(deviation, column) <= bound;
}

/** The mean and deviation of a column, as part of a sentence. */
export function around({ mean, deviation }: ColumnStatistics, column: number): string {
  return `${mean[column]} with a deviation of ${formatNumber(at(deviation, column))}`;
}

/** The rows of a matrix, or of whatever holds its values row by row. */
export function rowsOf(values: Float32Array | Float64Array, columns: number): EachRow {
  return (visit) =>
    overRanges(
      values.length / columns,
      (start, end) => {
        for (let row = start; row < end; row++) visit(values, row * columns);
      },
      columns,
    );
}

/** What the first pass finds: the columns' first values, and the sums of the distances from these. */
interface Ranges extends Pick<ColumnStatistics, 'rows' | 'counts' | 'min' | 'max'> {
  first: Float64Array;
  sums: Float64Array;
}

function* findRanges(columns: number, eachRow: EachRow): Work<Ranges> {
  let rows = 0;
  const counts = new Float64Array(columns);
  const first = new Float64Array(columns);
  const min = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  const sums = new Float64Array(columns);
  yield* eachRow((values, offset) => {
    rows++;
    for (let column = 0; column < columns; column++) {
      const value = at(values, offset + column);
      if (Number.isNaN(value)) continue;
      if (at(counts, column) === 0) first[column] = value;
      counts[column] = at(counts, column) + 1;
      sums[column] = at(sums, column) + (value - at(first, column));
      if (value < at(min, column)) min[column] = value;
      if (value > at(max, column)) max[column] = value;
    }
  });
  return { rows, counts, first, min, max, sums };
}

function factorFor(size: number): number {
  if (size > HUGE) return 1 / SHIFT;
  return size < TINY ? SHIFT : 1;
}

function at(values: Float32Array | Float64Array, index: number): number {
  return values[index] as number;
}
