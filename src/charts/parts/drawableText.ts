import { fontHas } from '../png/font.js';
import { systemHas } from '../png/systemFonts.js';

/** A text that the charts' fonts can draw. */
export interface DrawableText {
  text: string;
  /** Whether there are codes in it, in place of characters that the fonts lack. */
  replaced: boolean;
}

/** A character as a reader sees it, or its code. */
interface Part {
  text: string;
  coded: boolean;
  /** In characters of the shipped font. */
  width: number;
}

/** How wide a character of the machine's fonts is taken for. */
const WIDE = 2;

/** The most characters that are drawn of a column's name. */
const LONGEST_NAME = 40;
const CHARACTER_WIDTH = 8.2;
const WORD_BEFORE = 'Predicted '.length;
const NOTE = 'characters that the font lacks are shown as U+…';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Makes a text fit for a chart: what neither the shipped font nor one of the machine has is written as its code, such as
 * U+4E2D, since a canvas would draw a box or nothing; control characters, and those that would turn the direction of the text around them, are taken out; what
 * is longer than `longest` ends in an ellipsis, between characters as a reader sees them. Characters of the machine's fonts,
 * such as Hanzi, are as wide as two.
 */
export function drawableText(text: string, longest = LONGEST_NAME): DrawableText {
  const parts = Array.from(segmenter.segment(tidy(text)), ({ segment }) => drawableCharacter(segment));
  const spaced = parts.map((part, i) =>
    // Codes side by side could not be told apart.
    part.coded && parts[i - 1]?.coded ? { ...part, text: ` ${part.text}`, width: part.width + 1 } : part,
  );
  const { kept, ellipsis } = shorten(spaced, longest);
  const whole = kept.map(({ text: part }) => part).join('');
  return {
    text: (ellipsis ? `${whole.trimEnd()}…` : whole) || '(no name)',
    replaced: kept.some(({ coded }) => coded),
  };
}

/**
 * The most characters of a name for an axis of this length, in logical pixels, with a word before it.
 *
 * @param scale of the picture's text
 */
export function longestName(axisLength: number, scale: number): number {
  const characters = Math.floor((0.9 * axisLength) / (CHARACTER_WIDTH * scale)) - WORD_BEFORE;
  return Math.max(1, Math.min(LONGEST_NAME, characters));
}

/** Phrases of at most `longest` characters fit for a subtitle, with one more that says so if characters were replaced in them or in `names`. */
export function drawablePhrases(
  phrases: readonly string[],
  names: readonly (DrawableText | undefined)[] = [],
  longest = Number.POSITIVE_INFINITY,
): string[] {
  const drawable = phrases.map((phrase) => drawableText(phrase, longest));
  const note = [...drawable, ...names].some((part) => part?.replaced) ? [NOTE] : [];
  return [...drawable.map(({ text }) => text), ...note];
}

/** One line without what is invisible; the non-joiner stays, which Persian words are spelled with. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?!\u200c)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/^[ \u200c]+|[ \u200c]+$/g, '');
}

/** A mark upon a character that is shown as its code would sit on the code, and so is shown as a code too. */
function drawableCharacter(segment: string): Part {
  const points = Array.from(segment, (character) => character.codePointAt(0) as number);
  if (points.every(isDrawable)) {
    return { text: segment, coded: false, width: points.every(isOurs) ? segment.length : WIDE };
  }
  const baseMissing = !isDrawable(points[0] as number);
  const pieces = points.map((point) =>
    baseMissing || !isDrawable(point) ? ` ${codeOf(point)}` : String.fromCodePoint(point),
  );
  const text = pieces.join('').trim();
  return { text, coded: true, width: text.length };
}

function isDrawable(codePoint: number): boolean {
  return isOurs(codePoint) || systemHas(codePoint);
}

function isOurs(codePoint: number): boolean {
  const printableAscii = codePoint >= 0x20 && codePoint < 0x7f;
  return printableAscii || codePoint === 0x200c || fontHas(codePoint);
}

function codeOf(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** As many of the parts as there is room for, with an ellipsis if that is not all. */
function shorten(parts: readonly Part[], longest: number): { kept: readonly Part[]; ellipsis: boolean } {
  let width = parts.reduce((sum, part) => sum + part.width, 0);
  if (width <= longest) return { kept: parts, ellipsis: false };
  width = 0;
  const end = parts.findIndex((part) => {
    width += part.width;
    return width + 1 > longest;
  });
  return { kept: parts.slice(0, end), ellipsis: true };
}
