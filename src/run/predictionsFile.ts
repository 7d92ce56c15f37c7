import type { PreparedData } from '../data/prepare.js';
import { csvRows } from './csv.js';
import type { RunFolder } from './runFolder.js';

/**
 * Writes predictions.csv: the training rows, then the test rows, each in the order of the split.
 *
 * @param predicted what the model says of each row, in the parts' order: [rows]
 */
export function writePredictions(
  folder: RunFolder,
  data: Pick<PreparedData, 'train' | 'test'>,
  predicted: { train: ArrayLike<number>; test: ArrayLike<number> },
): void {
  folder.write('predictions.csv', lines(data, predicted));
}

const ROWS_IN_A_PIECE = 10_000;

/** The file's text in pieces, so that large data make no large strings. */
function* lines(
  data: Pick<PreparedData, 'train' | 'test'>,
  predicted: { train: ArrayLike<number>; test: ArrayLike<number> },
): Generator<string> {
  yield csvRows([['split', 'row', 'actual', 'predicted']]);
  for (const split of ['train', 'test'] as const) {
    const { rowIndex, actual } = data[split];
    for (let start = 0; start < rowIndex.length; start += ROWS_IN_A_PIECE) {
      const piece = rowIndex.subarray(start, start + ROWS_IN_A_PIECE);
      yield csvRows(
        Array.from(piece, (row, i) => [
          split,
          row,
          actual[start + i] as number,
          predicted[split][start + i] as number,
        ]),
      );
    }
  }
}
