import { csvRows, csvText } from '../files/csvRows.js';
import type { ColumnImportance } from '../training/permutationImportance.js';
import type { RunFolder } from './runFolder.js';

/** The file of a run's folder that says what each column of its table is worth to its model. */
export const importanceFileName = 'importance.csv';

/**
 * Writes importance.csv: a line for each column, with the mean and the deviation of its repeats, and each of these.
 *
 * @param columns in the file's order, with as many repeats each
 */
export function writeImportance(folder: RunFolder, columns: readonly ColumnImportance[]): void {
  const repeats = (columns[0]?.repeats ?? []).map((_, i) => `repeat_${i + 1}`);
  const rows = columns.map(({ name, mean, deviation, repeats: each }) => [
    csvText(name),
    mean,
    deviation,
    ...each,
  ]);
  folder.write(importanceFileName, csvRows([['column', 'mean', 'deviation', ...repeats], ...rows]));
}
