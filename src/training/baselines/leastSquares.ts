import { columnOf, type Matrix } from '../../data/matrix.js';
import { overRanges, type Work } from '../../turns.js';
import { gramMatrix } from './gramMatrix.js';
import { minimumNormSolver } from './minimumNorm.js';
import { pivotedCholesky } from './pivotedCholesky.js';

/** intercept + Σ coefficient·feature */
export interface LinearFit {
  /** [features] */
  coefficients: Float64Array;
  intercept: number;
}

/**
 * Features are float32: what is thinner than this, beside the widest direction of the rows, is their rounding. The squares of both
 * are compared.
 */
const THINNEST = 1e-6;

/**
 * The least squares fit of each target, with the least coefficients where several fit alike.
 *
 * The normal equations take one pass over the rows, and square the condition; a second solution, for what the first leaves, takes
 * back most of what that costs.
 *
 * @param x standardized: [rows, features]
 * @param y [rows, targets]
 * @returns [targets]
 */
export function* fittingLeastSquares(x: Matrix<Float32Array>, y: Matrix): Work<LinearFit[]> {
  const means = new Float64Array(x.columns);
  yield* addRows(x, means, () => 1 / x.rows);
  const gram = yield* gramMatrix(x, means);
  const solve = yield* minimumNormSolver(yield* pivotedCholesky(gram, x.columns, THINNEST ** 2));
  const fits: LinearFit[] = [];
  for (let target = 0; target < y.columns; target++) {
    fits.push(yield* fittingTarget(x, columnOf(y, target), means, solve));
  }
  return fits;
}

/**
 * The fit of one target.
 *
 * @param y [rows]
 * @param solve solves the normal equations of the centred features
 */
function* fittingTarget(
  x: Matrix<Float32Array>,
  y: Float64Array,
  means: Float64Array,
  solve: (b: Float64Array) => Float64Array,
): Work<LinearFit> {
  const shift = y[0] as number; // keeps the digits of a target far from 0
  const meanTarget = shift + y.reduce((sum, value) => sum + (value - shift), 0) / x.rows;
  const coefficients = new Float64Array(x.columns);
  for (let pass = 0; pass < 2; pass++) {
    const fit = { coefficients, intercept: interceptOf(coefficients, means, meanTarget) };
    const moments = new Float64Array(x.columns);
    let residuals = 0;
    yield* addRows(x, moments, (row) => {
      const residual = (y[row] as number) - predictedOf(fit, x, row);
      residuals += residual;
      return residual;
    });
    const step = solve(moments.map((moment, j) => moment - (means[j] as number) * residuals));
    for (let j = 0; j < coefficients.length; j++)
      coefficients[j] = (coefficients[j] as number) + (step[j] as number);
    yield;
  }
  return { coefficients, intercept: interceptOf(coefficients, means, meanTarget) };
}

/** What a fit says of each row: [rows] */
export function* predictingLinearly(fit: LinearFit, x: Matrix<Float32Array>): Work<Float64Array> {
  const predicted = new Float64Array(x.rows);
  yield* overRanges(
    x.rows,
    (start, end) => {
      for (let row = start; row < end; row++) predicted[row] = predictedOf(fit, x, row);
    },
    x.columns,
  );
  return predicted;
}

function interceptOf(coefficients: Float64Array, means: Float64Array, meanTarget: number): number {
  return coefficients.reduce((left, coefficient, j) => left - coefficient * (means[j] as number), meanTarget);
}

function predictedOf(
  { coefficients, intercept }: LinearFit,
  { columns, values }: Matrix<Float32Array>,
  row: number,
): number {
  let sum = 0;
  for (let j = 0; j < columns; j++)
    sum += (coefficients[j] as number) * (values[row * columns + j] as number);
  return intercept + sum;
}

/** Adds to `sums` each row times its weight. */
function* addRows(
  { rows, columns, values }: Matrix<Float32Array>,
  sums: Float64Array,
  weightOf: (row: number) => number,
): Work<void> {
  yield* overRanges(
    rows,
    (start, end) => {
      for (let row = start; row < end; row++) {
        const weight = weightOf(row);
        for (let j = 0; j < columns; j++) {
          sums[j] = (sums[j] as number) + weight * (values[row * columns + j] as number);
        }
      }
    },
    columns,
  );
}
