import { atOnce, overRanges, type Work } from '../turns.js';
import { checkColumns, checkStandardized } from './checkColumns.js';
import { describingColumns } from './columnStatistics.js';
import { featureNames } from './columns.js';
import type { Dataset } from './dataset.js';
import { type Matrix, type RowSource, rowOf } from './matrix.js';
import type { SplitKind } from './settings.js';
import { fillMissing, RowStandardizer, type StandardScaler, scalerOf } from './standardScaler.js';
import { checkTargets, fitTargets, type TargetScale, toModelUnits } from './targetScale.js';
import { splitting } from './trainTestSplit.js';

/** One part of the data, ready to train on. */
export interface Part {
  /** Standardized features: [rows, features] */
  x: Matrix<Float32Array>;
  /** The targets as the model sees them: [rows, targets] */
  y: Matrix<Float32Array>;
  /** The targets in full precision and their own units: [rows, targets] */
  actual: Matrix;
  /** Each row's index in the data before the split: [rows] */
  rowIndex: Int32Array;
}

export interface PreparedData {
  train: Part;
  /** Held out of the training rows, if asked for. */
  val?: Part;
  test: Part;
  scaler: StandardScaler;
  /** How each target goes back to its own units. */
  targets: TargetScale[];
  /** What stands for a missing number: the training rows' mean of each feature; only where one is missing. */
  fill?: Float64Array;
}

export interface PreparationOptions {
  /** Which rows are held out; random if absent. */
  split?: SplitKind;
  /** The test part's fraction of all rows. */
  testSize: number;
  /** The validation part's fraction of the rows that are left. */
  valSize?: number | undefined;
  standardizeTarget?: boolean;
  seed: number;
}

/** Rows as they were read or generated; without columns messages number the features. */
type RawData = Pick<Dataset, 'x' | 'y' | 'rowNumbers'> & Partial<Pick<Dataset, 'columns'>>;

/**
 * Splits the data, then fills and standardizes the features by the training rows alone, so that nothing of the other rows
 * leaks into training. A target stays as it is unless it is to be standardized, by the training rows too. All of it is
 * float64 until it is standardized, and float32 then.
 *
 * @throws AdamTrainError (exit code 3) if a column has no value in the training rows, or values that cannot be told apart
 */
export function prepare(data: RawData, options: PreparationOptions): PreparedData {
  return atOnce(preparing(data, options));
}

/** The work of `prepare`, to be done in turns. */
export function* preparing(data: RawData, options: PreparationOptions): Work<PreparedData> {
  const indices = yield* splittingRows(data.x.rows, options);
  return yield* preparingParts(data, indices, options.standardizeTarget ?? false);
}

/** Which rows are in which part. */
interface PartRows {
  train: Int32Array;
  val?: Int32Array;
  test: Int32Array;
}

/** The work of `prepare` where it is known which rows are in which part. */
export function* preparingParts(
  data: RawData,
  indices: PartRows,
  standardizeTarget: boolean,
): Work<PreparedData> {
  const names = namesOf(data);
  // In the rows' own order, in which most of them stand one after another in memory.
  const trainRows = indices.train.slice().sort();
  const statistics = yield* describingColumns(data.x.columns, (visit) =>
    eachRow(data.x, trainRows, (row) => visit(row, 0)),
  );
  checkColumns(statistics, names);
  const scaler = scalerOf(statistics);
  const called = data.columns?.targets;
  const targets = fitTargets(take(data.y, indices.train), standardizeTarget, called);

  let isFilled = false as boolean;
  function* part(rows: Int32Array): Work<Part> {
    const { x, hasMissing } = yield* standardizedRows(data.x, rows, scaler);
    isFilled ||= hasMissing;
    const rowIndex = rowNumbersOf(data, rows);
    yield* checkStandardized(x, rowIndex, scaler, names);
    const actual = take(data.y, rows);
    return { x, y: toModelUnits(actual, targets, called), actual, rowIndex };
  }
  const train = yield* part(indices.train);
  checkTargets(train.y, train.actual, called);
  return {
    train,
    ...(indices.val && { val: yield* part(indices.val) }),
    test: yield* part(indices.test),
    scaler,
    targets,
    ...(isFilled && { fill: scaler.mean }),
  };
}

/** The rows of a split, and of the training rows' own. */
export function* splittingRows(
  rows: number,
  { split = 'random', testSize, valSize, seed }: PreparationOptions,
): Work<PartRows> {
  const { train: notTested, test } = yield* splitting(rows, { split, testSize, seed });
  if (valSize === undefined) return { train: notTested, test };
  const inner = yield* splitting(notTested.length, { split, testSize: valSize, seed });
  const pick = (picked: Int32Array) => picked.map((row) => notTested[row] as number);
  return { train: pick(inner.train), val: pick(inner.test), test };
}

function namesOf({ x, columns }: RawData): string[] {
  if (columns !== undefined) return featureNames(columns);
  return Array.from({ length: x.columns }, (_, i) => `feature ${i + 1}`);
}

/** Shows the raw rows at these indices one at a time, all in one buffer. */
function* eachRow(x: RowSource, rows: Int32Array, visit: (row: Float64Array) => void): Work<void> {
  const buffer = new Float64Array(x.columns);
  yield* overRanges(
    rows.length,
    (start, end) => {
      for (let i = start; i < end; i++) {
        x.copyRow(rows[i] as number, buffer, 0);
        visit(buffer);
      }
    },
    x.columns,
  );
}

/** The rows at these indices, filled and standardized: no more than one of them is there in float64 beside its source. */
function* standardizedRows(
  source: RowSource,
  rows: Int32Array,
  scaler: StandardScaler,
): Work<{ x: Matrix<Float32Array>; hasMissing: boolean }> {
  const { columns } = source;
  const values = new Float32Array(rows.length * columns);
  const standardizer = new RowStandardizer(scaler);
  let hasMissing = false;
  let start = 0;
  yield* eachRow(source, rows, (row) => {
    if (fillMissing({ rows: 1, columns, values: row }, scaler.mean)) hasMissing = true;
    standardizer.standardize(row, 0, values, start);
    start += columns;
  });
  return { x: { rows: rows.length, columns, values }, hasMissing };
}

function take(from: Matrix, rows: Int32Array): Matrix {
  const { columns } = from;
  const values = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) values.set(rowOf(from, rows[i] as number), i * columns);
  return { rows: rows.length, columns, values };
}

function rowNumbersOf({ rowNumbers }: RawData, rows: Int32Array): Int32Array {
  return rowNumbers === undefined ? rows : rows.map((row) => rowNumbers[row] as number);
}
