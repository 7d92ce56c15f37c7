import { shortened } from '../text.js';
import { MISSING_CATEGORY } from './columns.js';
import type { Dataset } from './dataset.js';

/** What stands in a cell of a table: a number or a text, or null where nothing does. */
export type Cell = number | string | null;

/** Some columns of some rows, as their table has them. */
export interface RowCells {
  columns: string[];
  /** Each row's, in the columns' order. */
  rows: Cell[][];
}

/** Of a number that is no whole one. */
const DIGITS = 7;
/** Of a text. */
const CHARACTERS = 60;

/**
 * The first columns of some rows to look at, before anything was filled, expanded or standardized; in full where a number is
 * whole, else in so many digits.
 *
 * @param rows by their place in the data
 * @param most how many columns
 */
export function rowCells(
  { x, columns: { features } }: Pick<Dataset, 'x' | 'columns'>,
  rows: readonly number[],
  most: number,
): RowCells {
  const columns = features.slice(0, most);
  const values = new Float64Array(x.columns);
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => {
      x.copyRow(row, values, 0);
      let at = 0;
      return columns.map((column): Cell => {
        if (column.kind === 'number') {
          return shownNumber(values[at++] as number);
        }
        const { categories } = column;
        const text = categories[values.indexOf(1, at) - at] ?? MISSING_CATEGORY;
        at += categories.length;
        return text === MISSING_CATEGORY ? null : shortened(text, CHARACTERS);
      });
    }),
  };
}

function shownNumber(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(DIGITS));
}
