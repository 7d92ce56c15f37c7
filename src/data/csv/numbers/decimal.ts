import { decimalPattern } from '../../../settings/numbers.js';

/** How numbers are written. */
export interface NumberMarks {
  /** What stands before the decimals. */
  decimal: '.' | ',';
  /** What stands between the thousands, if anything; a space or an apostrophe stands for all of its kind. */
  thousands?: string | undefined;
}

/** The minus sign and the dashes that stand for it, besides the hyphen of the keyboard. */
export const otherMinuses = '\u2010-\u2013\u2212\uFE63\uFF0D';
/** Inside a character class. What separates thousands where they are said to be apart by a space, or by an apostrophe. */
const spaces = ' \u00A0\u2007\u2009\u202F';
/** What stands for the apostrophe of the keyboard. */
export const otherApostrophes = '\u2018\u2019\u02BC\u00B4`';
const apostrophes = `'${otherApostrophes}`;

const minusPattern = new RegExp(`(^\\s*|e)[${otherMinuses}](?=[\\d.])`, 'gi');
const hasMinus = new RegExp(`[${otherMinuses}]`);

/**
 * A decimal number in full, by the same rule as a flag's; NaN for anything else, such as an empty cell, 0x10, 1_000 or
 * Infinity. Infinite where it is beyond a double.
 */
export function readDecimal(cell: string): number {
  const value = Number(cell);
  // Of what Number takes besides decimals only 0x10, 0o10 and 0b10 begin like this: the pattern is for the other cells.
  const second = cell.charCodeAt(1) | 0x20;
  const hasBase = second === 0x78 || second === 0x6f || second === 0x62;
  if (Number.isFinite(value) && beginsLikeNumber(cell) && !hasBase) return value;
  return decimalPattern.test(cell.trim()) ? value : Number.NaN;
}

/** What reads the numbers that are written so; it gives NaN for what is none, and takes a minus in any of its shapes. */
export function numberReader({ decimal, thousands }: NumberMarks): (cell: string) => number {
  const groups = thousands === undefined ? undefined : groupPatterns(decimal, thousands);
  const readMarked = (text: string) => {
    if (decimal === '.') return readSigned(text);
    return text.includes('.') ? Number.NaN : readSigned(text.replace(',', '.'));
  };
  if (groups === undefined) return readMarked;
  return (cell) => {
    const value = readMarked(cell);
    return Number.isNaN(value) ? readMarked(ungrouped(cell.trim(), groups)) : value;
  };
}

/** Whether the first character is a digit, a sign or a point; of the others in that range none begins a number. */
export function beginsLikeNumber(cell: string): boolean {
  const first = cell.charCodeAt(0);
  return first >= 0x2b && first <= 0x39;
}

function readSigned(cell: string): number {
  const value = readDecimal(cell);
  if (!Number.isNaN(value) || !hasMinus.test(cell)) return value;
  return readDecimal(cell.replace(minusPattern, '$1-'));
}

interface GroupPatterns {
  mark: RegExp;
  /**
   * A whole number text in its groups: the last one of three digits, those before of three or, as in India, of two. None
   * begins with 0: 0,307 has decimals, whatever was said.
   */
  whole: RegExp;
}

function groupPatterns(decimal: string, thousands: string): GroupPatterns {
  const mark = `[${thousands === ' ' ? spaces : thousands === "'" ? apostrophes : thousands}]`;
  return {
    mark: new RegExp(mark, 'g'),
    whole: new RegExp(
      `^[+${otherMinuses}-]?[1-9]\\d{0,2}(?:${mark}\\d{2,3})*${mark}\\d{3}(?:[${decimal}]\\d*)?(?:e[+${otherMinuses}-]?\\d+)?$`,
      'i',
    ),
  };
}

/** A text without its thousands' marks; one that has them elsewhere stays as it is, and so is no number. */
function ungrouped(text: string, { mark, whole }: GroupPatterns): string {
  return text.search(mark) >= 0 && whole.test(text) ? text.replace(mark, '') : text;
}
