import type { Part } from '../data/prepare.js';
import { csvRows } from './csv.js';
import type { RunFolder } from './runFolder.js';

/** A part of the data and what the model says of it: [rows] */
export interface PredictedPart {
  part: Pick<Part, 'actual' | 'rowIndex'>;
  predicted: ArrayLike<number>;
}

/** Writes predictions.csv: the training rows, then the test rows, each in the order of the split. */
export function writePredictions(folder: RunFolder, train: PredictedPart, test: PredictedPart): void {
  folder.write(
    'predictions.csv',
    csvRows([['split', 'row', 'actual', 'predicted'], ...rows('train', train), ...rows('test', test)]),
  );
}

function rows(split: string, { part, predicted }: PredictedPart): (string | number)[][] {
  return Array.from(part.rowIndex, (row, i) => [split, row, part.actual[i] as number, predicted[i] as number]);
}
