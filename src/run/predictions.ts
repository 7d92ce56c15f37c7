import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Matrix, rowOf } from '../data/matrix.js';
import type { PreparedData } from '../data/prepare.js';
import { csvRows, csvText } from '../files/csvRows.js';
import type { Work } from '../turns.js';
import { damaged } from './damage.js';
import { checkCells, checkHeader, ROWS_BETWEEN_PAUSES, readCell, readRows } from './readRows.js';
import type { RunFolder } from './runFolder.js';

/** The file of a run's folder that holds what it predicts of its own rows. */
export const predictionsFileName = 'predictions.csv';

const splits = ['train', 'val', 'test'] as const;
export type Split = (typeof splits)[number];

type Part = Pick<PreparedData['test'], 'rowIndex' | 'actual'>;
type Parts = { train: Part; val?: Part; test: Part };
type Predicted = { train: Matrix; val?: Matrix; test: Matrix };

/** The file's columns: of several targets each has its own two. */
function columnsOf(targets: readonly string[]): string[] {
  const own =
    targets.length === 1
      ? ['actual', 'predicted']
      : targets.flatMap((name) => [csvText(`actual_${name}`), csvText(`predicted_${name}`)]);
  return ['split', 'row', ...own];
}

/**
 * Writes predictions.csv: the training rows, then the validation and the test rows, each in the order of the split.
 *
 * @param predicted what the model says of each row, in the parts' order: [rows, targets]
 * @param targets their names
 */
export async function writePredictions(
  folder: RunFolder,
  data: Parts,
  predicted: Predicted,
  targets: readonly string[],
): Promise<void> {
  await folder.stream(predictionsFileName, lines(data, predicted, targets));
}

const ROWS_IN_A_PIECE = 10_000;

/** The file's text in pieces, so that large data make no large strings. */
function* lines(data: Parts, predicted: Predicted, targets: readonly string[]): Generator<string> {
  yield csvRows([columnsOf(targets)]);
  for (const split of splits) {
    const { [split]: part } = data;
    const { [split]: values } = predicted;
    if (part === undefined || values === undefined) continue;
    const { rowIndex, actual } = part;
    for (let start = 0; start < rowIndex.length; start += ROWS_IN_A_PIECE) {
      const piece = rowIndex.subarray(start, start + ROWS_IN_A_PIECE);
      yield csvRows(
        Array.from(piece, (row, i) => {
          const own = rowOf(values, start + i);
          return [
            split,
            row,
            ...[...rowOf(actual, start + i)].flatMap((value, j) => [value, own[j] as number]),
          ];
        }),
      );
    }
  }
}

/** Whether a run's folder has the file; one of a sweep's trials may have lost it to `--keep`. */
export function hasPredictions(folder: string): boolean {
  return existsSync(join(folder, predictionsFileName));
}

/** What a run predicted of one part of its data. */
export interface Predictions {
  /** Each row's index in the data, from 0: [rows] */
  row: Int32Array;
  /** [rows, targets] */
  actual: Matrix;
  /** [rows, targets] */
  predicted: Matrix;
}

/**
 * Reads one part of predictions.csv back, in turns and in the file's order; what was not finite is NaN.
 *
 * @param targets their names
 * @param rows how many rows each part must have, where that is known
 * @throws AdamTrainError (exit code 1) if the file is missing, is not as a run writes it, or has other rows
 */
export function* readPredictions(
  path: string,
  split: Split,
  targets: readonly string[],
  rows?: Record<Split, number>,
): Work<Predictions> {
  const columns = columnsOf(targets);
  const header = Buffer.from(columns.join(',')).toString('latin1').split('\n');
  const found = { train: 0, val: 0, test: 0 };
  const index: number[] = [];
  const actual: number[] = [];
  const predicted: number[] = [];
  for (const row of readRows(path)) {
    if (row.line % ROWS_BETWEEN_PAUSES === 0) yield;
    const [part = ''] = row.cells;
    // A column's name may have line ends.
    if (row.line <= header.length) {
      checkHeader(path, row, [header[row.line - 1] as string]);
      continue;
    }
    checkCells(path, row, columns.length);
    if (!isSplit(part)) {
      throw damaged(path, `line ${row.line} begins with none of ${splits.join(', ')}`);
    }
    const cells = columns.map((_, i) => (i < 2 ? 0 : readCell(path, row, i)));
    found[part]++;
    if (part !== split) continue;
    index.push(Number(row.cells[1]));
    for (let i = 2; i < cells.length; i += 2) {
      actual.push(cells[i] as number);
      predicted.push(cells[i + 1] as number);
    }
  }
  if (actual.length === 0) throw damaged(path, `it has no ${split} rows`);
  for (const part of splits) {
    if (rows === undefined || found[part] === rows[part]) continue;
    throw damaged(path, `it has ${found[part]} ${part} rows, and summary.json counts ${rows[part]}`);
  }
  const matrix = (values: readonly number[]): Matrix => {
    return {
      rows: values.length / targets.length,
      columns: targets.length,
      values: Float64Array.from(values),
    };
  };
  return { row: Int32Array.from(index), actual: matrix(actual), predicted: matrix(predicted) };
}

function isSplit(text: string): text is Split {
  return (splits as readonly string[]).includes(text);
}
