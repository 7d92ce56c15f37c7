import type { Matrix, RowSource } from './matrix.js';
import { fitStandardScaler, type StandardScaler, standardize } from './standardScaler.js';
import { trainTestSplit } from './trainTestSplit.js';

/** One part of the data, ready to train on. */
export interface Part {
  /** Standardized features: [rows, features] */
  x: Matrix<Float32Array>;
  /** The target, raw, as the model sees it: [rows] */
  y: Float32Array;
  /** The target in full precision: [rows] */
  actual: Float64Array;
  /** Each row's index in the data before the split: [rows] */
  rowIndex: Int32Array;
}

export interface PreparedData {
  train: Part;
  test: Part;
  scaler: StandardScaler;
}

/**
 * Splits the data, then standardizes the features by the training rows alone, so that nothing of the test rows
 * leaks into training. The target stays as it is.
 */
export function prepare(
  data: { x: RowSource; y: Float64Array },
  testSize: number,
  seed: number,
): PreparedData {
  const split = trainTestSplit(data.x.rows, testSize, seed);
  const trainX = takeRows(data.x, split.train);
  const testX = takeRows(data.x, split.test);
  const scaler = fitStandardScaler(trainX);
  return {
    train: part(standardize(trainX, scaler), data.y, split.train),
    test: part(standardize(testX, scaler), data.y, split.test),
    scaler,
  };
}

function part(x: Matrix<Float32Array>, y: Float64Array, rowIndex: Int32Array): Part {
  const actual = Float64Array.from(rowIndex, (row) => y[row] as number);
  return { x, y: Float32Array.from(actual), actual, rowIndex };
}

/** The rows at `rowIndex`, rounded to float32: what the reference script's tensors hold. */
function takeRows(x: RowSource, rowIndex: Int32Array): Matrix<Float32Array> {
  const values = new Float32Array(rowIndex.length * x.columns);
  rowIndex.forEach((row, i) => {
    x.copyRow(row, values, i * x.columns);
  });
  return { rows: rowIndex.length, columns: x.columns, values };
}
