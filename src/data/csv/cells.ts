import { UsageError } from '../../errors.js';
import { formatText } from '../../format.js';
import { beginsLikeNumber, type NumberMarks, numberReader } from './numbers/decimal.js';
import { badCell, type Place } from './sentences.js';

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

/** @throws UsageError if a character is to stand before the decimals and between the thousands */
export function checkMarks({ decimal = '.', thousands }: CellFormat): void {
  if (decimal !== thousands) return;
  const cure = decimal === '.' ? 'add --decimal ,' : 'choose another --thousands, or leave it out';
  throw new UsageError(
    `--thousands must differ from --decimal, got ${formatText(decimal)} for both; ${cure}.`,
  );
}

/** What pandas takes for a missing value (STR_NA_VALUES of version 3.1) besides an empty cell. */
const usualMarkers = [
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
];

/** What was missing before pandas' markers were, for models of that time. */
export const formerFormat: CellFormat = {
  naValues: ['NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None'],
  noDefaultNa: true,
};

/** Reads the cells of a table that is written in a known way. */
export class Cells {
  readonly marks: NumberMarks;
  private readonly read: (cell: string) => number;
  private readonly markers: ReadonlySet<string>;
  /** Markers that are numbers themselves, such as -999, which stands for -999.0 too. */
  private readonly markedNumbers: ReadonlySet<number>;
  /** Whether a marker that is no number looks like one at its ends, so that each cell has to be looked up. */
  private readonly looksUpAll: boolean;

  constructor({ decimal = '.', thousands, naValues = [], noDefaultNa = false }: CellFormat = {}) {
    this.marks = { decimal, thousands };
    this.read = numberReader(this.marks);
    this.markers = new Set(['', ...(noDefaultNa ? [] : usualMarkers), ...naValues]);
    this.markedNumbers = new Set(naValues.map(this.read).filter(Number.isFinite));
    this.looksUpAll = naValues.some((text) => looksLikeNumber(text) && !Number.isFinite(this.read(text)));
  }

  /** Whether a cell says that its value is not known. */
  isMissing(cell: string): boolean {
    if (this.markedNumbers.size > 0 && this.markedNumbers.has(this.read(cell))) return true;
    return (this.looksUpAll || !looksLikeNumber(cell)) && this.markers.has(cell.trim());
  }

  /** A cell's number: NaN where there is none or a missing one, infinite where it is beyond a double. */
  readNumber(cell: string): number {
    const value = this.read(cell);
    return this.markedNumbers.size > 0 && this.markedNumbers.has(value) ? Number.NaN : value;
  }

  /**
   * A cell's number.
   *
   * @returns NaN if it is none, or missing
   * @throws AdamTrainError (exit code 3) if it is infinite or beyond what a float64 holds
   */
  readFinite(cell: string, place: () => Place): number {
    const value = this.readNumber(cell);
    if (Number.isFinite(value)) return value;
    if (this.isMissing(cell)) return Number.NaN;
    if (Number.isNaN(value)) {
      if (!isInfinity(cell)) return value;
      throw badCell(
        place(),
        `must be finite, got ${formatText(cell.trim())}; correct it, or leave the row out`,
      );
    }
    throw badCell(
      place(),
      `must be between -1.8e308 and 1.8e308, got ${formatText(cell.trim())}; correct it, or scale the column`,
    );
  }
}

export function isInfinity(cell: string): boolean {
  return /^[+-]?(inf(inity)?|∞)$/i.test(cell.trim());
}

/** By its first and its last character; no usual marker does. */
function looksLikeNumber(cell: string): boolean {
  const last = cell.charCodeAt(cell.length - 1);
  return last >= 0x30 && last <= 0x39 && beginsLikeNumber(cell);
}
