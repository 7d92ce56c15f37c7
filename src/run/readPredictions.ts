import type { Work } from '../turns.js';
import { damaged } from './damage.js';
import { checkCells, ROWS_BETWEEN_PAUSES, readCell, readRows } from './readRows.js';

const header = 'split,row,actual,predicted';
const splits = ['train', 'val', 'test'] as const;
export type Split = (typeof splits)[number];

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
      if (row.cells.join(',') !== header) throw damaged(path, 'its first line is no header of ours');
      continue;
    }
    checkCells(path, row, 4);
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
