import { stringify } from 'csv-stringify/sync';

/** Rows as CSV text; a number is in its shortest form that reads back the same, and an empty cell if not finite. */
export function csvRows(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(rows as (string | number)[][], {
    cast: { number: (value) => (Number.isFinite(value) ? String(value) : '') },
  });
}
