import { type CellFormat, checkMarks } from './cells.js';

/** How a table is written. */
export interface TableFormat extends CellFormat {
  /** The first row is data, and the columns are called 1, 2 … */
  noHeader?: boolean | undefined;
  /** What stands between the cells; found out where it is absent. */
  delimiter?: string | undefined;
  /** What a line begins with that is no row; none is skipped where it is absent. */
  comment?: string | undefined;
}

/** How a table is written, of all settings. */
export function tableFormat(settings: TableFormat): TableFormat {
  const { noHeader, delimiter, comment, decimal, thousands, naValues, noDefaultNa } = settings;
  return { noHeader, delimiter, comment, decimal, thousands, naValues, noDefaultNa };
}

/**
 * How a table to predict from is written: as the one that was trained on, but for what is given anew. A decimal mark that
 * stood between the thousands before stands there no longer.
 *
 * @throws UsageError if a character is to be both marks
 */
export function formatToPredict(trained: TableFormat, given: TableFormat): TableFormat {
  const before = trained.thousands === given.decimal ? { ...trained, thousands: undefined } : trained;
  const anew = Object.fromEntries(
    Object.entries(tableFormat(given)).filter(([, value]) => value !== undefined),
  );
  const format: TableFormat = { ...before, ...anew };
  checkMarks(format);
  return format;
}
