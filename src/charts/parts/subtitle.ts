import type { ChartSize } from '../png/size.js';
import { balancedRows } from './balancedRows.js';
import { type DrawableText, drawablePhrases } from './drawableText.js';

const SEPARATOR = '  ·  ';
const SIDES = 42;
const CHARACTER_WIDTH = 7.15;

/**
 * Lays phrases out as a chart's subtitle.
 *
 * @param scale of the picture's text
 * @param names those in the chart's other texts: what was replaced in them is explained here too
 * @param characterWidth of the kind of text that the phrases are, on average, at scale 1
 */
export function subtitle(
  phrases: readonly string[],
  { width }: ChartSize,
  scale: number,
  {
    names = [],
    characterWidth = CHARACTER_WIDTH,
  }: { names?: (DrawableText | undefined)[]; characterWidth?: number } = {},
): string[] {
  const characters = Math.max(1, Math.floor((width / scale - SIDES) / characterWidth));
  return subtitleLines(drawablePhrases(phrases, names, characters), characters);
}

/**
 * Lays short phrases out in as few lines of at most `width` characters as will do, and those of about the same length; a
 * phrase longer than a line is cut with an ellipsis. So the canvas clips none, and none is left alone on a line.
 */
export function subtitleLines(phrases: readonly string[], width: number): string[] {
  const texts = phrases.map((text) => (text.length > width ? `${text.slice(0, width - 1)}…` : text));
  const rows = balancedRows(texts, {
    width,
    widthOf: (text) => text.length,
    gap: SEPARATOR.length,
    step: 1,
  });
  return rows.map((row) => row.join(SEPARATOR));
}
