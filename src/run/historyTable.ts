import type { EpochRecord } from '../training/history.js';
import type { StoredTensor } from './safetensors.js';

const fields = ['trainLoss', 'valLoss', 'testLoss', 'learningRate', 'gradientNorm', 'seconds'] as const;

/** A history as a table: [epochs, fields]; NaN where there is no validation loss. */
export function historyTable(history: readonly EpochRecord[]): StoredTensor & { values: Float64Array } {
  const values = new Float64Array(history.length * fields.length);
  history.forEach((record, row) => {
    fields.forEach((field, column) => {
      values[row * fields.length + column] = record[field] ?? Number.NaN;
    });
  });
  return { shape: [history.length, fields.length], values };
}

/** The history that a table was made of; all its losses are finite. */
export function historyRecords({ shape, values }: StoredTensor): EpochRecord[] {
  const width = fields.length;
  if (shape[1] !== width) throw new Error('the history has other fields');
  return Array.from({ length: values.length / width }, (_, row) => {
    const [trainLoss, valLoss, testLoss, learningRate, gradientNorm, seconds] = values.subarray(
      row * width,
      (row + 1) * width,
    ) as unknown as [number, number, number, number, number, number];
    const val = Number.isNaN(valLoss) ? {} : { valLoss };
    return { epoch: row + 1, trainLoss, ...val, testLoss, learningRate, gradientNorm, seconds };
  });
}
