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
  const rows = (split: 'train' | 'test') =>
    Array.from(data[split].rowIndex, (row, i) => [
      split,
      row,
      data[split].actual[i] as number,
      predicted[split][i] as number,
    ]);
  folder.write(
    'predictions.csv',
    csvRows([['split', 'row', 'actual', 'predicted'], ...rows('train'), ...rows('test')]),
  );
}
