import { NumpyRandomState } from '../random/numpyRandomState.js';
import { checkOptions } from '../settings/arguments.js';
import { finite, nonNegative, positiveWhole, seed, whole } from '../settings/numbers.js';
import type { Allowed } from '../settings/range.js';
import { atOnce, overRanges, type Work } from '../turns.js';
import { type Matrix, MOST_VALUES, type RowSource, release } from './matrix.js';

export interface RegressionOptions {
  /** Rows to draw. */
  samples: number;
  /** Columns to draw. */
  features: number;
  /** How many of the columns the target depends on; all of them if there are fewer. */
  informative: number;
  /** Standard deviation of the Gaussian noise on the target. */
  noise: number;
  /** The constant added to the target. */
  bias: number;
  /** A whole number from 0 to 2³² − 1. */
  seed: number;
}

export interface RegressionData {
  /** x: [samples, features] */
  x: Matrix;
  /** y: [samples] */
  y: Float64Array;
  /** The true weight of each column: [features] */
  coefficients: Float64Array;
}

/**
 * A random linear regression problem: scikit-learn's `make_regression(..., random_state=seed)`, shuffled, with the
 * same numbers. X is standard normal, the informative weights are uniform in [0, 100).
 *
 * @throws UsageError for an option outside its range, or more numbers than a machine has memory for
 * @see sklearn/datasets/_samples_generator.py for the order of the draws
 */
export function makeRegression(options: RegressionOptions): RegressionData {
  checkRegression(options);
  const { x, y, coefficients } = drawRegression(options);
  const values = new Float64Array(x.rows * x.columns);
  for (let row = 0; row < x.rows; row++) x.copyRow(row, values, row * x.columns);
  return { x: { rows: x.rows, columns: x.columns, values }, y, coefficients };
}

/** The same problem with its rows handed out one at a time: X stands in memory once, in the order it was drawn. */
export function drawRegression(options: RegressionOptions): DrawnRegression {
  return atOnce(drawingRegression(options));
}

type DrawnRegression = Omit<RegressionData, 'x'> & { x: RowSource };

/** The work of `drawRegression`, to be done in turns. */
export function* drawingRegression(options: RegressionOptions): Work<DrawnRegression> {
  const { samples, features, noise, bias } = options;
  const informative = Math.min(options.informative, features);
  const random = new NumpyRandomState(options.seed);

  const drawn = new Float64Array(samples * features);
  yield* overRanges(drawn.length, (start, end) => {
    for (let i = start; i < end; i++) drawn[i] = random.standardNormal();
  });

  const weights = new Float64Array(features);
  for (let j = 0; j < informative; j++) weights[j] = 100 * random.uniform();

  const target = new Float64Array(samples);
  yield* overRanges(
    samples,
    (start, end) => {
      for (let row = start; row < end; row++) target[row] = dot(drawn, row * features, weights) + bias;
    },
    features,
  );
  // Without noise scikit-learn draws none, and the stream goes on from here.
  if (noise > 0) {
    yield* overRanges(samples, (start, end) => {
      for (let row = start; row < end; row++) {
        target[row] = at(target, row) + noise * random.standardNormal();
      }
    });
  }

  const rowOrder = yield* random.permute(samples);
  const columnOrder = yield* random.permute(features);
  const y = new Float64Array(samples);
  yield* overRanges(samples, (start, end) => {
    for (let row = start; row < end; row++) y[row] = at(target, at(rowOrder, row));
  });
  return {
    x: {
      rows: samples,
      columns: features,
      copyRow: (row, to, offset) => {
        const from = at(rowOrder, row) * features;
        for (let column = 0; column < features; column++) {
          to[offset + column] = at(drawn, from + at(columnOrder, column));
        }
      },
      release: () => release([drawn]),
    },
    y,
    coefficients: Float64Array.from(columnOrder, (column) => at(weights, column)),
  };
}

function checkRegression(options: RegressionOptions): void {
  const { features } = (options ?? {}) as RegressionOptions;
  const samples: Allowed = {
    words: `a whole number >= 1, and samples times features at most ${MOST_VALUES}`,
    holds: (value) => positiveWhole.holds(value) && (value as number) * features <= MOST_VALUES,
  };
  checkOptions('makeRegression', options, {
    features: positiveWhole,
    samples,
    informative: whole,
    noise: nonNegative,
    bias: finite,
    seed,
  });
}

function dot(values: Float64Array, offset: number, weights: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < weights.length; j++) sum += at(values, offset + j) * at(weights, j);
  return sum;
}

function at(values: Float64Array | Int32Array, index: number): number {
  return values[index] as number;
}
