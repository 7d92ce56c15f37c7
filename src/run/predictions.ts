import type { PreparedData } from '../data/prepare.js';
import { csvRows } from '../files/csvRows.js';
import type { Work } from '../turns.js';
import { damaged } from './damage.js';
import { checkCells, checkHeader, ROWS_BETWEEN_PAUSES, readCell, readRows } from './readRows.js';
import type { RunFolder } from './runFolder.js';

/** The file of a run's folder that holds what it predicts of its own rows. */
export const predictionsFileName = 'predictions.csv';

const columns = ['split', 'row', 'actual', 'predicted'];
const splits = ['train', 'val', 'test'] as const;
export type Split = (typeof splits)[number];

type Part = Pick<PreparedData['test'], 'rowIndex' | 'actual'>;
type Parts = { train: Part; val?: Part; test: Part };
type Predicted = { train: ArrayLike<number>; val?: ArrayLike<number>; test: ArrayLike<number> };

/**
 * Writes predictions.csv: the training rows, then the validation and the test rows, each in the order of the split.
 *
 * @param predicted what the model says of each row, in the parts' order: [rows]
 */
export async function writePredictions(folder: RunFolder, data: Parts, predicted: Predicted): Promise<void> {
  await folder.stream(predictionsFileName, lines(data, predicted));
}

const ROWS_IN_A_PIECE = 10_000;

/** The file's text in pieces, so that large data make no large strings. */
function* lines(data: Parts, predicted: Predicted): Generator<string> {
  yield csvRows([columns]);
  for (const split of splits) {
    const { [split]: part } = data;
    const { [split]: values } = predicted;
    if (part === undefined || values === undefined) continue;
    const { rowIndex, actual } = part;
    for (let start = 0; start < rowIndex.length; start += ROWS_IN_A_PIECE) {
      const piece = rowIndex.subarray(start, start + ROWS_IN_A_PIECE);
      yield csvRows(
        Array.from(piece, (row, i) => [split, row, actual[start + i] as number, values[start + i] as number]),
      );
    }
  }
}

/** What a run predicted of one part of its data. */
export interface Predictions {
  /** [rows] */
  actual: Float64Array;
  /** [rows] */
  predicted: Float64Array;
}

/**
 * Reads one part of predictions.csv back, in turns and in the file's order; what was not finite is NaN.
 *
 * @param rows how many rows each part must have, where that is known
 * @throws AdamTrainError (exit code 1) if the file is missing, is not as a run writes it, or has other rows
 */
export function* readPredictions(
  path: string,
  split: Split,
  rows?: Record<Split, number>,
): Work<Predictions> {
  const found = { train: 0, val: 0, test: 0 };
  const actual: number[] = [];
  const predicted: number[] = [];
  for (const row of readRows(path)) {
    if (row.line % ROWS_BETWEEN_PAUSES === 0) yield;
    const [part = ''] = row.cells;
    if (row.line === 1) {
      checkHeader(path, row, columns);
      continue;
    }
    checkCells(path, row, columns.length);
    if (!isSplit(part)) {
      throw damaged(path, `line ${row.line} begins with none of ${splits.join(', ')}`);
    }
    const [before, after] = [readCell(path, row, 2), readCell(path, row, 3)];
    found[part]++;
    if (part !== split) continue;
    actual.push(before);
    predicted.push(after);
  }
  if (actual.length === 0) throw damaged(path, `it has no ${split} rows`);
  for (const part of splits) {
    if (rows === undefined || found[part] === rows[part]) continue;
    throw damaged(path, `it has ${found[part]} ${part} rows, and summary.json counts ${rows[part]}`);
  }
  return { actual: Float64Array.from(actual), predicted: Float64Array.from(predicted) };
}

function isSplit(text: string): text is Split {
  return (splits as readonly string[]).includes(text);
}
