import type { Matrix } from './matrix.js';

/** What `StandardScaler` learns: each column's mean and standard deviation (1 for a constant column). */
export interface StandardScaler {
  mean: Float64Array;
  scale: Float64Array;
}

/**
 * Each column's mean and population standard deviation, in float64: scikit-learn's `StandardScaler().fit(x)`.
 *
 * @param x [rows, columns], at least one row
 * @see sklearn/utils/extmath.py, `_incremental_mean_and_var`; the correction term is Chan, Golub & LeVeque's
 */
export function fitStandardScaler(x: Matrix<Float32Array | Float64Array>): StandardScaler {
  const mean = columnSums(x, (value) => value).map((sum) => sum / x.rows);
  const deviations = columnSums(x, (value, column) => value - at(mean, column));
  const squares = columnSums(x, (value, column) => (value - at(mean, column)) ** 2);
  const variance = squares.map((sum, column) => (sum - at(deviations, column) ** 2 / x.rows) / x.rows);
  const scale = variance.map((value, column) =>
    isConstant(value, at(mean, column), x.rows) ? 1 : Math.sqrt(value),
  );
  return { mean, scale };
}

/**
 * (x − mean) / scale, in float32 with the mean and scale rounded to float32, as scikit-learn does for float32 data.
 *
 * @param x [rows, columns], with the columns that the scaler was fitted on; its values are replaced
 * @returns x
 */
export function standardize(x: Matrix<Float32Array>, scaler: StandardScaler): Matrix<Float32Array> {
  const mean = Float32Array.from(scaler.mean);
  const scale = Float32Array.from(scaler.scale);
  for (let i = 0; i < x.values.length; i++) {
    const column = i % x.columns;
    x.values[i] = Math.fround(at(x.values, i) - at(mean, column)) / at(scale, column);
  }
  return x;
}

/** A variance no larger than what rounding alone could leave: scikit-learn's `_is_constant_feature`. */
function isConstant(variance: number, mean: number, rows: number): boolean {
  return variance <= rows * Number.EPSILON * variance + (rows * mean * Number.EPSILON) ** 2;
}

function columnSums(
  x: Matrix<Float32Array | Float64Array>,
  term: (value: number, column: number) => number,
): Float64Array {
  const sums = new Float64Array(x.columns);
  for (let i = 0; i < x.values.length; i++) {
    const column = i % x.columns;
    sums[column] = at(sums, column) + term(at(x.values, i), column);
  }
  return sums;
}

function at(values: Float32Array | Float64Array, index: number): number {
  return values[index] as number;
}
