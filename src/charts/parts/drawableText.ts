import { fontHas } from '../png/font.js';

/** A text that the charts' font can draw. */
export interface DrawableText {
  text: string;
  /** Whether characters that the font lacks were replaced by their codes. */
  replaced: boolean;
}

/** The most characters that are drawn of a column's name. */
const LONGEST_NAME = 40;
const CHARACTER_WIDTH = 8.2;
const WORD_BEFORE = 'Predicted '.length;
const NOTE = 'characters that the font lacks are shown as U+…';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Makes a text fit for a chart: what the shipped font lacks is written as its code, such as U+4E2D, since a canvas would draw
 * a box or nothing; control characters, and those that would turn the direction of the text around them, are taken out; what
 * is longer than `longest` ends in an ellipsis, between characters as a reader sees them.
 */
export function drawableText(text: string, longest = LONGEST_NAME): DrawableText {
  const parts = Array.from(segmenter.segment(tidy(text)), ({ segment }) => drawableCharacter(segment));
  const spaced = parts.map(({ text: part, coded }, i) =>
    // Codes side by side could not be told apart.
    coded && parts[i - 1]?.coded ? ` ${part}` : part,
  );
  return { text: shorten(spaced, longest) || '(no name)', replaced: parts.some(({ coded }) => coded) };
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

/** Phrases fit for a subtitle, with one more that says so if characters were replaced in them or in `names`. */
export function drawablePhrases(
  phrases: readonly string[],
  names: readonly (DrawableText | undefined)[] = [],
): string[] {
  const drawable = phrases.map((phrase) => drawableText(phrase, Number.POSITIVE_INFINITY));
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
function drawableCharacter(segment: string): { text: string; coded: boolean } {
  const points = Array.from(segment, (character) => character.codePointAt(0) as number);
  if (points.every(isDrawable)) return { text: segment, coded: false };
  const baseMissing = !isDrawable(points[0] as number);
  const pieces = points.map((point) =>
    baseMissing || !isDrawable(point) ? ` ${codeOf(point)}` : String.fromCodePoint(point),
  );
  return { text: pieces.join('').trim(), coded: true };
}

function isDrawable(codePoint: number): boolean {
  const printableAscii = codePoint >= 0x20 && codePoint < 0x7f;
  return printableAscii || codePoint === 0x200c || fontHas(codePoint);
}

function codeOf(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

function shorten(parts: readonly string[], longest: number): string {
  const whole = parts.join('');
  if (whole.length <= longest) return whole;
  let text = '';
  for (const part of parts) {
    if (text.length + part.length + 1 > longest) break;
    text += part;
  }
  return `${text.trimEnd()}…`;
}
