import { UsageError } from '../errors.js';
import { checkArgument } from '../settings/arguments.js';
import { type ColumnStatistics, columnStatistics, rowsOf } from './columnStatistics.js';
import { checkMatrix, isFloats, type Matrix } from './matrix.js';

/** What `StandardScaler` learns: each column's mean and standard deviation (1 for a constant column). */
export interface StandardScaler {
  /** [columns] */
  mean: Float64Array;
  /** [columns] */
  scale: Float64Array;
}

/**
 * Each column's mean and population standard deviation, in float64: scikit-learn's `StandardScaler().fit(x)`.
 *
 * @param x [rows, columns], at least one row; missing values (NaN) are left out
 * @throws UsageError if it is no such matrix, or a column has no finite mean and deviation
 * @see sklearn/preprocessing/_data.py, `_is_constant_feature`, for what counts as constant
 */
export function fitStandardScaler(x: Matrix<Float32Array | Float64Array>): StandardScaler {
  checkMatrix('x', x);
  const statistics = columnStatistics(x.columns, rowsOf(x.values, x.columns));
  const { mean, scale } = scalerOf(statistics);
  const lost = mean.findIndex((value, column) => !Number.isFinite(value) || !Number.isFinite(scale[column]));
  if (lost >= 0) {
    throw new UsageError(
      `x must have finite numbers in every column, got none or infinite ones in column ${lost + 1} of ${x.columns}; leave that column out.`,
    );
  }
  const bound = x.rows * Number.EPSILON;
  const isConstant = (deviation: number, column: number) =>
    deviation * Math.sqrt(1 - bound) <= bound * Math.abs(at(mean, column));
  return { mean, scale: scale.map((value, column) => (isConstant(value, column) ? 1 : value)) };
}

/** The scaler of columns with these statistics. */
export function scalerOf({ mean, deviation }: Pick<ColumnStatistics, 'mean' | 'deviation'>): StandardScaler {
  return { mean, scale: deviation.map((value) => (value === 0 ? 1 : value)) };
}

/** Beyond this size the difference of two doubles may be none. */
const HUGE = 2 ** 900;

/**
 * Standardizes rows one at a time, by the same operations in training and in predicting: (x − mean) / scale in float64, and
 * rounded then, if `to` holds float32.
 */
export class RowStandardizer {
  private readonly factor: Float64Array;

  constructor(private readonly scaler: StandardScaler) {
    const { mean, scale } = scaler;
    this.factor = mean.map((value, column) =>
      Math.abs(value) > HUGE || at(scale, column) > HUGE ? 0.25 : 1,
    );
  }

  /** Writes what `values` has from `offset` on to `to` from `at` on; a missing value (NaN) stays one. */
  standardize(
    values: Float32Array | Float64Array,
    offset: number,
    to: Float32Array | Float64Array,
    start: number,
  ): void {
    const { factor } = this;
    const { mean, scale } = this.scaler;
    for (let column = 0; column < mean.length; column++) {
      const part = at(factor, column);
      to[start + column] =
        (at(values, offset + column) * part - at(mean, column) * part) / (at(scale, column) * part);
    }
  }
}

/**
 * (x − mean) / scale in float64, rounded to what x holds.
 *
 * @param x [rows, columns], with the columns that the scaler was fitted on; its values are replaced
 * @returns x
 * @throws UsageError if it is no such matrix, or the scaler is not one of its columns
 */
export function standardize<Values extends Float32Array | Float64Array>(
  x: Matrix<Values>,
  scaler: StandardScaler,
): Matrix<Values> {
  checkMatrix('x', x);
  checkScaler(scaler, x.columns);
  const rows = new RowStandardizer(scaler);
  for (let offset = 0; offset < x.values.length; offset += x.columns) {
    rows.standardize(x.values, offset, x.values, offset);
  }
  return x;
}

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

/** @throws UsageError if it is no scaler of so many columns */
function checkScaler(scaler: StandardScaler, columns: number): void {
  const { mean, scale } = scaler ?? {};
  checkArgument('scaler.mean', mean, {
    words: `${columns} finite numbers`,
    holds: (value) => isFloats(value) && value.length === columns && value.every(Number.isFinite),
  });
  checkArgument('scaler.scale', scale, {
    words: `${columns} finite numbers > 0`,
    holds: (value) =>
      isFloats(value) && value.length === columns && value.every((each) => each > 0 && Number.isFinite(each)),
  });
}

function at(values: Float32Array | Float64Array, index: number): number {
  return values[index] as number;
}
