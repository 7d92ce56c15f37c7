import type { RowCells } from '../data/rowCells.js';
import { formatText } from '../format.js';
import type { ColumnData } from './pageData.js';

/** As many as there is room for beside a point. */
export const MOST_COLUMNS = 20;

/**
 * The rows' columns, as many of the first as there is room for.
 *
 * @param room characters of JSON
 */
export function columnData({ columns, rows }: RowCells, room: number): ColumnData[] {
  const shown: ColumnData[] = [];
  let taken = 0;
  for (const [i, name] of columns.slice(0, MOST_COLUMNS).entries()) {
    const column = { name: formatText(name), cells: rows.map((row) => row[i] ?? null) };
    taken += JSON.stringify(column).length;
    if (taken > room) break;
    shown.push(column);
  }
  return shown;
}
