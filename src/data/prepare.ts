import { AdamTrainError, exitCodes } from '../errors.js';
import { formatNumber } from '../format.js';
import type { Dataset } from './dataset.js';
import type { Matrix, RowSource } from './matrix.js';
import { fillMissing, meansOfPresent } from './missingValues.js';
import { fitStandardScaler, type StandardScaler, standardize } from './standardScaler.js';
import type { TargetScale } from './targetScale.js';
import { trainTestSplit } from './trainTestSplit.js';

/** One part of the data, ready to train on. */
export interface Part {
  /** Standardized features: [rows, features] */
  x: Matrix<Float32Array>;
  /** The target as the model sees it: [rows] */
  y: Float32Array;
  /** The target in full precision and its own units: [rows] */
  actual: Float64Array;
  /** Each row's index in the data before the split: [rows] */
  rowIndex: Int32Array;
}

export interface PreparedData {
  train: Part;
  /** Held out of the training rows, if asked for. */
  val?: Part;
  test: Part;
  scaler: StandardScaler;
  target: TargetScale;
  /** What stands for a missing number: the training rows' mean of each feature; only where one is missing. */
  fill?: Float64Array;
}

export interface PreparationOptions {
  /** The test part's fraction of all rows. */
  testSize: number;
  /** The validation part's fraction of the rows that are left. */
  valSize?: number | undefined;
  standardizeTarget?: boolean;
  seed: number;
}

/**
 * Splits the data, then fills and standardizes the features by the training rows alone, so that nothing of the other rows
 * leaks into training. The target stays as it is unless it is to be standardized, by the training rows too.
 *
 * @throws AdamTrainError (exit code 3) if a column to fill has no value in the training rows, or their targets are one in
 *   float32
 */
export function prepare(
  data: Pick<Dataset, 'x' | 'y' | 'rowNumbers'>,
  options: PreparationOptions,
): PreparedData {
  const { testSize, valSize, seed, standardizeTarget = false } = options;
  const { train: notTested, test } = trainTestSplit(data.x.rows, testSize, seed);
  const inner = valSize === undefined ? undefined : trainTestSplit(notTested.length, valSize, seed);
  const pick = (rows: Int32Array) => rows.map((row) => notTested[row] as number);
  const indices = { train: inner ? pick(inner.train) : notTested, val: inner && pick(inner.test), test };

  const trainX = takeRows(data.x, indices.train);
  const otherX = { val: indices.val && takeRows(data.x, indices.val), test: takeRows(data.x, test) };
  const fill = meansOfPresent(trainX, [otherX.val, otherX.test]);
  if (fill !== undefined) {
    for (const x of [trainX, otherX.val, otherX.test]) if (x !== undefined) fillMissing(x, fill);
  }
  const scaler = fitStandardScaler(trainX);
  const target = standardizeTarget ? fitTarget(data.y, indices.train) : { mean: 0, scale: 1 };
  const part = (x: Matrix<Float32Array>, rows: Int32Array) =>
    makePart(data, standardize(x, scaler), rows, target);
  const train = part(trainX, indices.train);
  checkTarget(train, standardizeTarget ? 'scale the column' : 'add --standardize-target');
  return {
    train,
    ...(otherX.val && indices.val && { val: part(otherX.val, indices.val) }),
    test: part(otherX.test, test),
    scaler,
    target,
    ...(fill && { fill }),
  };
}

function makePart(
  { y, rowNumbers }: Pick<Dataset, 'y' | 'rowNumbers'>,
  x: Matrix<Float32Array>,
  rows: Int32Array,
  { mean, scale }: TargetScale,
): Part {
  const actual = Float64Array.from(rows, (row) => y[row] as number);
  const seen = Float32Array.from(actual, (value) => (value - mean) / scale);
  const rowIndex = rowNumbers === undefined ? rows : rows.map((row) => rowNumbers[row] as number);
  return { x, y: seen, actual, rowIndex };
}

/** As a StandardScaler of the float64 column gives it: float32 would lose a target far from 0 that varies little. */
function fitTarget(y: Float64Array, rows: Int32Array): TargetScale {
  const values = Float64Array.from(rows, (row) => y[row] as number);
  const { mean, scale } = fitStandardScaler({ rows: rows.length, columns: 1, values });
  return { mean: mean[0] as number, scale: scale[0] as number };
}

/** Refuses a target whose values are all one in float32, where the model could learn nothing of them. */
function checkTarget({ y, actual }: Part, cure: string): void {
  const [first = 0] = actual;
  if (y.some((value) => value !== y[0]) || actual.every((value) => value === first)) return;
  throw new AdamTrainError(
    `The target must have different values in float32, got ${formatNumber(first)} and others too close to it in the training rows; ${cure}.`,
    exitCodes.badData,
  );
}

/** The rows at `rowIndex`, rounded to float32: what the reference script's tensors hold. */
function takeRows(x: RowSource, rowIndex: Int32Array): Matrix<Float32Array> {
  const values = new Float32Array(rowIndex.length * x.columns);
  rowIndex.forEach((row, i) => {
    x.copyRow(row, values, i * x.columns);
  });
  return { rows: rowIndex.length, columns: x.columns, values };
}
