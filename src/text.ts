/**
 * What a terminal obeys or a reader cannot see: control characters (C0, DEL, C1), line and paragraph separators, marks that turn
 * the direction of writing, halves of surrogate pairs, and what has no width, but for the joiners that scripts and emoji need.
 */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u00AD\u200B\u2060-\u2064\uFEFF]/gu;

/**
 * A text on one line, with every character escaped (\u001b) that would do something to a terminal. A JSON text keeps its meaning.
 */
export function printable(text: string): string {
  return text.replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text as it was typed, or quoted and escaped where a terminal would not show it so; cut to so many characters. */
export function oneLine(text: string, most = Number.POSITIVE_INFINITY): string {
  const short = shortened(text, most);
  return printable(short) === short ? short : quoted(short);
}

/** A text in JSON's quotes, with everything escaped that JSON alone leaves as it is. */
export function quoted(text: string): string {
  return printable(JSON.stringify(text));
}

/** At most so many characters of a text, with … for what is cut off. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** The same text in memory of its own: a part of a larger text would keep all of that. */
export function copyOf(text: string): string {
  return structuredClone(text);
}

/** A text as one word of a command that can be copied into a shell. */
export function shellWord(text: string): string {
  if (/^[\p{L}\p{N}_./:@%+=-]+$/u.test(text)) return text;
  if (printable(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  // bash, zsh and ksh read escapes in $'…'.
  return `$'${printable(text.replace(/[\\']/g, '\\$&'))}'`;
}
