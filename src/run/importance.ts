import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { csvRows, csvText } from '../files/csvRows.js';
import { MOST_JSON_BYTES, readWholeFile } from '../files/readWholeFile.js';
import type { ColumnImportance } from '../training/permutationImportance.js';
import { damaged, onReading } from './damage.js';
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

/** A line of the file: a name, in quotes or without, and numbers behind it. */
const linePattern = /("(?:[^"]|"")*"|[^",\r\n]*)((?:,-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)+)\n/y;

/**
 * Reads importance.csv back.
 *
 * @returns undefined if the importance was not measured
 * @throws AdamTrainError (exit code 1) if it is not as it was written
 */
export function readImportance(folder: string): ColumnImportance[] | undefined {
  const path = join(folder, importanceFileName);
  if (!existsSync(path)) return undefined;
  const text = onReading(path, () => readWholeFile(path, MOST_JSON_BYTES).toString('utf8'));
  const [header = ''] = /^column,mean,deviation(?:,repeat_\d+)+\n/.exec(text) ?? [];
  if (header === '') throw damaged(path, 'its header is not that of an importance');
  const width = header.split(',').length;
  const columns: ColumnImportance[] = [];
  linePattern.lastIndex = header.length;
  for (let end = header.length; end < text.length; end = linePattern.lastIndex) {
    const [, name = '', numbers = ''] = linePattern.exec(text) ?? [];
    const [mean, deviation, ...repeats] = numbers.split(',').slice(1).map(Number);
    if (repeats.length !== width - 3 || mean === undefined || deviation === undefined) {
      throw damaged(path, `its column ${columns.length + 1} is not a name with ${width - 1} numbers`);
    }
    columns.push({ name: unquoted(name), mean, deviation, repeats });
  }
  return columns;
}

function unquoted(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
