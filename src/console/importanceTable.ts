import { formatCount, formatNumber, formatPlural, formatR2, formatText } from '../format.js';
import type { ImportanceOutcome } from '../job/importanceJob.js';
import { alignColumns } from './columns.js';

const MOST_COLUMNS = 30;

/** What `adam-train importance` prints: the columns by falling importance, then the files. */
export function importanceLines({ r2, columns, rows, seed, files }: ImportanceOutcome): string[] {
  const shown = columns.slice(0, MOST_COLUMNS).map(({ name, mean, deviation }) => {
    return [formatText(name), formatNumber(mean), formatNumber(deviation)];
  });
  const left = columns.length - shown.length;
  const repeats = columns[0]?.repeats.length ?? 0;
  return [
    `R² ${formatR2(r2)} on ${formatCount(rows)} test rows. What it loses when a column is shuffled, ${formatPlural(repeats, 'time')}, seed ${seed}:`,
    '',
    ...alignColumns([['column', 'mean', 'deviation'], ...shown], 1),
    ...(left > 0 ? [`and ${formatPlural(left, 'more column')} in the file`] : []),
    '',
    ...files,
  ];
}
