import { type DrawableText, drawableText } from './drawableText.js';

/** Of a name that is cut, how much of what is left is its beginning: the names of a table often differ at their ends. */
const BEGINNING = 0.6;

/** Cuts names to so many characters. */
export function namesUpTo(longest: number): (name: string) => string {
  return (name) => columnName(name, longest).text;
}

/** A column's name as there is room for it; what is longer lacks its middle, so that names that begin alike stay apart. */
export function columnName(name: string, longest: number): DrawableText {
  const { text, replaced } = drawableText(name, Number.POSITIVE_INFINITY);
  const characters = Array.from(text);
  if (characters.length <= longest) return { text, replaced };
  const first = Math.ceil(BEGINNING * (longest - 1));
  const last = Math.max(0, longest - 1 - first);
  const end = characters.slice(characters.length - last).join('');
  return { text: `${characters.slice(0, first).join('').trimEnd()}…${end.trimStart()}`, replaced };
}
