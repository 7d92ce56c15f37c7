import { UsageError } from '../../errors.js';
import { formatText } from '../../format.js';

/** How a table's cells are written. */
export interface CellFormat {
  /** What stands before a number's decimals; a point where it is absent. */
  decimal?: '.' | ',' | undefined;
  /** What stands between a number's thousands, if anything; a space or an apostrophe stands for all of its kind. */
  thousands?: string | undefined;
  /** Texts that mark a missing value, beside the usual ones. */
  naValues?: readonly string[] | undefined;
  /** The usual ones but for an empty cell are texts as any other. */
  noDefaultNa?: boolean | undefined;
}

/** How cells are written, of all settings. */
export function cellFormat({ decimal, thousands, naValues, noDefaultNa }: CellFormat): CellFormat {
  return { decimal, thousands, naValues, noDefaultNa };
}

/**
 * How a table to predict from is written: as the one that was trained on, but for what is given anew. A decimal mark that
 * stood between the thousands before stands there no longer.
 *
 * @throws UsageError if a character is to be both marks
 */
export function formatToPredict(trained: CellFormat, given: CellFormat): CellFormat {
  const before = trained.thousands === given.decimal ? { ...trained, thousands: undefined } : trained;
  const anew = Object.fromEntries(
    Object.entries(cellFormat(given)).filter(([, value]) => value !== undefined),
  );
  const format: CellFormat = { ...before, ...anew };
  checkMarks(format);
  return format;
}

/** @throws UsageError if a character is to stand before the decimals and between the thousands */
export function checkMarks({ decimal = '.', thousands }: CellFormat): void {
  if (decimal !== thousands) return;
  const cure = decimal === '.' ? 'add --decimal ,' : 'choose another --thousands, or leave it out';
  throw new UsageError(
    `--thousands must differ from --decimal, got ${formatText(decimal)} for both; ${cure}.`,
  );
}
