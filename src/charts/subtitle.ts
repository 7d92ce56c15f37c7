const SEPARATOR = '  ·  ';

/**
 * Lays short phrases out in lines of at most `width` characters, so that the canvas clips none; a phrase longer than
 * a line is cut with an ellipsis.
 */
export function subtitleLines(phrases: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const phrase of phrases) {
    const text = phrase.length > width ? `${phrase.slice(0, width - 1)}…` : phrase;
    const last = lines.at(-1);
    if (last !== undefined && last.length + SEPARATOR.length + text.length <= width) {
      lines[lines.length - 1] = last + SEPARATOR + text;
    } else {
      lines.push(text);
    }
  }
  return lines;
}
