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
  /** Targets to draw; 1 if absent. */
  targets?: number;
  /** A whole number from 0 to 2³² − 1. */
  seed: number;
}

export interface RegressionData {
  /** x: [samples, features] */
  x: Matrix;
  /** y: [samples, targets], row by row */
  y: Float64Array;
  /** The true weight of each column for each target: [features, targets], row by row */
  coefficients: Float64Array;
}

/**
 * A random linear regression problem: scikit-learn's `make_regression(..., random_state=seed)`, shuffled, with the
 * same numbers. X is standard normal, the informative weights are uniform in [0, 100).
 *
 * @throws UsageError for an option outside its range, or more numbers than a machine has memory for
 * @see sklearn/datasets/_samples_generator.py for the order of the draws
 * @example
 * import { fitStandardScaler, makeRegression, standardize, trainTestSplit } from 'adam-train';
 *
 * const { x } = makeRegression({ samples: 100, features: 3, informative: 3, noise: 1, bias: 0, seed: 42 });
 * const split = trainTestSplit(x.rows, 0.2, 42);
 * const rows = [...split.train].flatMap((row) => [...x.values.subarray(row * x.columns, (row + 1) * x.columns)]);
 * const train = { rows: split.train.length, columns: x.columns, values: Float64Array.from(rows) };
 * standardize(train, fitStandardScaler(train));
 */
export function makeRegression(options: RegressionOptions): RegressionData {
  checkRegression(options);
  const { x, y, coefficients } = drawRegression(options);
  const values = new Float64Array(x.rows * x.columns);
  for (let row = 0; row < x.rows; row++) x.copyRow(row, values, row * x.columns);
  return { x: { rows: x.rows, columns: x.columns, values }, y: y.values, coefficients };
}

/** The same problem with its rows handed out one at a time: X stands in memory once, in the order it was drawn. */
export function drawRegression(options: RegressionOptions): DrawnRegression {
  return atOnce(drawingRegression(options));
}

type DrawnRegression = Omit<RegressionData, 'x' | 'y'> & { x: RowSource; y: Matrix };

/** The work of `drawRegression`, to be done in turns. */
export function* drawingRegression(options: RegressionOptions): Work<DrawnRegression> {
  const { samples, features, targets = 1, noise, bias } = options;
  const informative = Math.min(options.informative, features);
  const random = new NumpyRandomState(options.seed);

  const drawn = new Float64Array(samples * features);
  yield* overRanges(drawn.length, (start, end) => {
    for (let i = start; i < end; i++) drawn[i] = random.standardNormal();
  });

  const weights = new Float64Array(features * targets); // [features, targets]
  for (let j = 0; j < informative * targets; j++) weights[j] = 100 * random.uniform();

  const outcome = new Float64Array(samples * targets); // [samples, targets]
  yield* overRanges(
    samples,
    (start, end) => {
      for (let row = start; row < end; row++) {
        const values = drawn.subarray(row * features, (row + 1) * features);
        for (let target = 0; target < targets; target++) {
          outcome[row * targets + target] = dot(values, weights, target, targets) + bias;
        }
      }
    },
    features * targets,
  );
  // Without noise scikit-learn draws none, and the stream goes on from here.
  if (noise > 0) {
    yield* overRanges(outcome.length, (start, end) => {
      for (let i = start; i < end; i++) outcome[i] = at(outcome, i) + noise * random.standardNormal();
    });
  }

  const rowOrder = yield* random.permute(samples);
  const columnOrder = yield* random.permute(features);
  const y = new Float64Array(samples * targets);
  yield* overRanges(
    samples,
    (start, end) => {
      for (let row = start; row < end; row++) {
        const from = at(rowOrder, row) * targets;
        for (let target = 0; target < targets; target++)
          y[row * targets + target] = at(outcome, from + target);
      }
    },
    targets,
  );
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
    y: { rows: samples, columns: targets, values: y },
    coefficients: Float64Array.from(weights, (_, i) =>
      at(weights, at(columnOrder, Math.floor(i / targets)) * targets + (i % targets)),
    ),
  };
}

function checkRegression(options: RegressionOptions): void {
  const { features, targets = 1 } = (options ?? {}) as RegressionOptions;
  const samples: Allowed = {
    words: `a whole number >= 1, and samples times features or targets at most ${MOST_VALUES}`,
    holds: (value) =>
      positiveWhole.holds(value) && (value as number) * Math.max(features, targets) <= MOST_VALUES,
  };
  checkOptions('makeRegression', options, {
    features: positiveWhole,
    samples,
    informative: whole,
    noise: nonNegative,
    bias: finite,
    ...(options?.targets !== undefined && { targets: positiveWhole }),
    seed,
  });
}

/** A row times one target's column of the weights. */
function dot(row: Float64Array, weights: Float64Array, target: number, targets: number): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += at(row, j) * at(weights, j * targets + target);
  return sum;
}

function at(values: Float64Array | Int32Array, index: number): number {
  return values[index] as number;
}
