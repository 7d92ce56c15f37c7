import type { EpochRecord } from '../../training/history.js';

/** The columns of the history in a checkpoint of format 1. */
export const historyFields = [
  'trainLoss',
  'valLoss',
  'testLoss',
  'learningRate',
  'gradientNorm',
  'seconds',
] as const;

/**
 * The history that a table was made of; NaN stands where there is no validation loss.
 *
 * @param values [epochs, fields]
 */
export function historyRecords(values: Float64Array): EpochRecord[] {
  const width = historyFields.length;
  return Array.from({ length: values.length / width }, (_, row) => {
    const [trainLoss, valLoss, testLoss, learningRate, gradientNorm, seconds] = values.subarray(
      row * width,
      (row + 1) * width,
    ) as unknown as [number, number, number, number, number, number];
    const val = Number.isNaN(valLoss) ? {} : { valLoss };
    return { epoch: row + 1, trainLoss, ...val, testLoss, learningRate, gradientNorm, seconds };
  });
}
