import { formatText } from '../format.js';
import type { ColumnImportance } from '../training/permutationImportance.js';
import type { ImportanceData } from './pageData.js';

/** As many as a reader compares; the file has all. */
const MOST_COLUMNS = 30;
const DIGITS = 6;

/** What the columns are worth, the most important first. */
export function importanceData(columns: readonly ColumnImportance[]): ImportanceData {
  const sorted = [...columns].sort((a, b) => b.mean - a.mean);
  return {
    of: columns.length,
    repeats: columns[0]?.repeats.length ?? 0,
    columns: sorted.slice(0, MOST_COLUMNS).map(({ name, mean, deviation }) => ({
      name: formatText(name),
      mean: Number(mean.toPrecision(DIGITS)),
      deviation: Number(deviation.toPrecision(DIGITS)),
    })),
  };
}
