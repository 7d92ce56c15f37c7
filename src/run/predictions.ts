import type { PreparedData } from '../data/prepare.js';
import { csvRows } from '../files/csvRows.js';
import type { RunFolder } from './runFolder.js';

type Parts = Pick<PreparedData, 'train' | 'val' | 'test'>;
type Predicted = { train: ArrayLike<number>; val?: ArrayLike<number>; test: ArrayLike<number> };

/**
 * Writes predictions.csv: the training rows, then the validation and the test rows, each in the order of the split.
 *
 * @param predicted what the model says of each row, in the parts' order: [rows]
 */
export async function writePredictions(folder: RunFolder, data: Parts, predicted: Predicted): Promise<void> {
  await folder.stream('predictions.csv', lines(data, predicted));
}

const ROWS_IN_A_PIECE = 10_000;

/** The file's text in pieces, so that large data make no large strings. */
function* lines(data: Parts, predicted: Predicted): Generator<string> {
  yield csvRows([['split', 'row', 'actual', 'predicted']]);
  for (const split of ['train', 'val', 'test'] as const) {
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
