import { csvRows } from '../files/csvRows.js';
import type { RangeStep } from '../training/rangeTest.js';

/** The file of a range test's folder that holds its numbers: a row for each step. */
export const rangeTableName = 'lr-range.csv';

const columns = ['step', 'learning_rate', 'loss', 'smoothed_loss'];

/** lr-range.csv; a loss that is not finite is an empty cell. */
export function rangeCsv(steps: readonly RangeStep[]): string {
  return csvRows([
    columns,
    ...steps.map(({ step, learningRate, loss, smoothedLoss }) => [step, learningRate, loss, smoothedLoss]),
  ]);
}
