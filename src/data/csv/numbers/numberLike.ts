import { isDateLike } from './dateLike.js';
import { otherApostrophes as apostrophes, type NumberMarks, otherMinuses } from './decimal.js';
import { isInterleaved } from './hexadecimal.js';
import { isUnit, isUnitLetter } from './units.js';

/** What a text is that a person reads as a number and this program does not. */
export type NumberLike =
  /** A number with other marks than the table's: the likeliest ones first. */
  | { kind: 'marks'; ways: NumberMarks[] }
  /** A number with a currency, a percent sign, a unit, brackets, a footnote … */
  | { kind: 'dressed' }
  /** A number in other digits than 0 to 9. */
  | { kind: 'digits' }
  | { kind: 'date' };

const codes =
  'USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RUB|BRL|MXN|ZAR|TRY|KRW|SGD|HKD|Rs|kr|Fr|zł|Kč|руб|元|円|원';
const CURRENCY = `(?:[A-Z]{0,3}\\p{Sc}|(?:${codes})\\.?)`;
/** Excel writes 1,5E+03, and Fortran 1.5D+03. */
const EXPONENT = '(?:[eE][+-]?\\d+|[dD][+-]\\d+)?';
const GROUPED = ['\\.', ',', ' ', "'", '_']
  .map((mark) => `\\d{1,3}(?:${mark}\\d{2,3})*${mark}\\d{3}(?:[.,]\\d+)?`)
  .join('|');
const NUMBER = `(?:(?:${GROUPED}|\\d*[.,]\\d+|\\d+[.,]?)${EXPONENT})(?![\\d.,]*\\d)`;
const otherApostrophes = new RegExp(`[${apostrophes}]`, 'g');
const dashes = new RegExp(`[${otherMinuses}\u2014]`, 'g');

const wrapped = [/^=?"(.+)"$/, /^=?'(.+)'$/, /^\p{Sc}?\((.+)\)$/u, /^(?:~|≈|±|ca?\. ?) ?(.+)$/];
const numberPattern = new RegExp(
  `^(?<before>[+-]? ?(?:${CURRENCY} ?[+-]?)? ?)(?<number>${NUMBER})(?<after>.*)$`,
  'u',
);
const currencyBehind = new RegExp(`^ ?(?:k|M|m|bn|mn)? ?${CURRENCY}(?: ?(?:/|per )? ?\\p{L}+)?$`, 'u');
/** $1.2M, $5/mo, $5 per hour, $1,234- of accountants */
const priceTail =
  /^,?-{0,2}$|^ ?(?:k|m|b|bn|mn|mio|mrd|million|billion|thousand|lakh|crore)?(?: ?(?:\/|per ) ?\p{L}+)?$/iu;
/** 5,- of prices, ± 0.1, × 10^3, footnotes, 52°31'12"N, millions; the second kind, Fortran's 1.5D+02 too, only behind a number with decimals or marks: 5* may be a hotel. */
const tails = [
  /^,-{1,2}$/,
  /^ ?(?:±|\+\/?-) ?[\d.,]+%?$/,
  /^ ?[x×*·] ?10 ?(?:\^|\*\*) ?[+-]?\d+$/,
  /^ ?\[[^[\]]+\]$/,
  /^ ?°(?: ?[\d.,]+ ?['"\u2032]{1,2}){0,2} ?[NSEWO]?$/,
  /^ ?(?:bn|mn|mio|mrd|mil|million|millions|billion|billions|thousand|lakh|crore)\.?$/i,
];
const tailsOfDecimals = [
  /^-{1,2}$/,
  /^ ?[x×·] ?10[+-]?\d{1,2}$/,
  /^ ?[de] ?[+-]?\d{1,3}$/i,
  /^ ?B$/,
  /^ ?[*†‡]+$/,
];

/**
 * What a text looks like that is known to be no number as the table writes them; undefined for a text that is none.
 *
 * Ranges and bounds (5-9, 10+, <5), ordinals (1st), decades (1990s) and codes (A12, 3M, 4x4) are texts.
 */
export function numberLike(text: string, marks: NumberMarks): NumberLike | undefined {
  if (text.length > 60 || !/\p{N}/u.test(text)) return undefined;
  const plain = normalized(text);
  if (isDateLike(plain)) return { kind: 'date' };
  const inner = wrapped.reduce((inside, pattern) => pattern.exec(inside)?.[1]?.trim() ?? inside, plain);
  if (/^[+-]?\d*⁄\d+/.test(inner)) return { kind: 'dressed' }; // ½
  const found = numberPattern.exec(inner)?.groups as
    | Record<'before' | 'number' | 'after', string>
    | undefined;
  if (found === undefined || isAddress(inner) || isInterleaved(inner)) return undefined;
  const { before, number, after } = found;
  const isBare = after === '' && inner === plain && !/[^+-]/.test(before);
  if (isBare) {
    const ways = waysToRead(number).filter((way) => !isSame(way, marks));
    if (ways.length > 0) return { kind: 'marks', ways };
    // What is left of the marks of the table itself is a number in digits or with a sign that it does not read.
    return /[^0-9\P{Nd}]/u.test(text) ? { kind: 'digits' } : { kind: 'dressed' };
  }
  if (after === '') return { kind: 'dressed' };
  return isDressing(before, number, after) ? { kind: 'dressed' } : undefined;
}

/**
 * Whether all of a column's texts are numbers with a text behind them that is no usual unit: a unit's letter, or
 * decimals, in three of them and more, any other that is the same in all of more than ten. Fewer may be kinds: 2 doors.
 */
export function areSuffixed(texts: readonly string[]): boolean {
  const numbers = new Set<string>();
  const suffixes = new Set<string>();
  for (const text of texts) {
    const found = text.length > 60 ? undefined : numberPattern.exec(normalized(text))?.groups;
    const { number = '', after = '' } = found ?? {};
    const suffix = after.trim();
    const isKind = isOrdinal(suffix) || (suffix === 's' && number.endsWith('0')); // 1st, 1990s
    if (!/^\p{L}[\p{L} .]*$/u.test(suffix) || isKind) return false;
    numbers.add(number);
    suffixes.add(suffix);
  }
  if ([...suffixes].every(isUnitLetter)) return numbers.size >= 3;
  const least = [...numbers].some((number) => /[.,]/.test(number)) ? 3 : 11;
  return suffixes.size === 1 && numbers.size >= least;
}

/**
 * Compatibility characters taken apart (NFKC: full-width digits, no-break spaces, ㎏), any digits, dashes and apostrophes as
 * usual, and without what nobody sees, such as a zero-width space.
 */
function normalized(text: string): string {
  return text
    .replace(otherApostrophes, "'")
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(dashes, '-')
    .replace(/[^0-9\P{Nd}]/gu, '1')
    .replace(/\s+/g, ' ')
    .trim();
}

function isDressing(before: string, number: string, after: string): boolean {
  const hasMark = /[.,' _e]/i.test(number);
  const hasCurrency = /[^+ -]/.test(before);
  if (hasCurrency) return priceTail.test(after); // $50-$100 is a range, $1000 a Touchdown a film
  if (currencyBehind.test(after) || tails.some((tail) => tail.test(after))) return true;
  if (hasMark && tailsOfDecimals.some((tail) => tail.test(after))) return true;
  const unit = after.trim().replace(/\.$/, '');
  if (isOrdinal(unit)) return false;
  if (isUnit(unit)) return true;
  if (isUnitLetter(unit)) return hasMark || after.startsWith(' ');
  return isSequence(`${number}${after}`);
}

/** 5 ft 10 in, 2h 30m, 6'2" */
function isSequence(text: string): boolean {
  const parts = /^(?:\d+(?:[.,]\d+)? ?[\p{L}'"°]+ ?)+\d*(?:[.,]\d+)?$/u.test(text)
    ? text.match(/[\p{L}'"°]+/gu)
    : null;
  return (
    parts !== null && text.search(/\d\D+\d/) >= 0 && parts.every((part) => isUnit(part) || isUnitLetter(part))
  );
}

function isOrdinal(suffix: string): boolean {
  return /^(?:st|nd|rd|th|er|re|e|eme|ème|o|a)$/.test(suffix);
}

/** 192.168.100.200 has groups as a number of thousands. */
function isAddress(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);
}

/** How a text of digits and marks may have been meant. */
function waysToRead(number: string): NumberMarks[] {
  const ways: NumberMarks[] = [];
  const digits = number.replace(/[ed].*$/i, '');
  const [, mark, , decimal] = /^[1-9]\d{0,2}([., '_])(?:\d{2,3}\1)*\d{3}(([.,])\d+)?$/.exec(digits) ?? [];
  if (mark !== undefined && mark !== decimal) {
    ways.push({
      decimal: (decimal ?? (mark === '.' ? ',' : '.')) as NumberMarks['decimal'],
      thousands: mark,
    });
  }
  if (/^\d*,\d*$/.test(digits)) ways.push({ decimal: ',' });
  if (/^\d*\.\d*$/.test(digits)) ways.push({ decimal: '.' });
  return ways;
}

function isSame(a: NumberMarks, b: NumberMarks): boolean {
  return a.decimal === b.decimal && a.thousands === b.thousands;
}
