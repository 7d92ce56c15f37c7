import type { CellFormat } from '../cells.js';

/** What may stand between cells, the likeliest first. */
const candidates = [',', ';', '\t', '|'] as const;

const MOST_LINES = 20;

/**
 * The character that stands between the cells, judged by the first lines, outside of quotes: one that is in each line as
 * often as in every other, and the most often of those; a comma if none is found.
 *
 * @param sample the file's beginning
 * @param marks a comma that belongs to numbers is the delimiter only if nothing else is
 * @param isWhole whether the sample is the whole file, so that its last line is complete
 */
export function findDelimiter(sample: string, isWhole: boolean, marks: CellFormat = {}): string {
  const lines = unquotedLines(sample);
  if (!isWhole && lines.length > 1) lines.pop();
  const looked = lines.filter((line) => line.trim() !== '').slice(0, MOST_LINES);
  const counts = candidates.map((delimiter) => looked.map((line) => line.split(delimiter).length - 1));
  const steady = candidates.filter((_, i) => {
    const [first = 0, ...others] = counts[i] ?? [];
    return first > 0 && others.every((count) => count === first);
  });
  // 1,5;2,5 without a header: the commas are as steady, but they are decimal commas.
  const isMark = marks.decimal === ',' || marks.thousands === ',';
  const isDecimalComma = steady.length > 1 && looked.every((line) => !/(^|\D),|,(\D|$)/.test(line));
  const likely =
    isDecimalComma || (isMark && steady.length > 1)
      ? steady.filter((delimiter) => delimiter !== ',')
      : steady;
  const inFirst = (delimiter: (typeof candidates)[number]) => counts[candidates.indexOf(delimiter)]?.[0] ?? 0;
  const judged = likely.length > 0 ? likely : candidates;
  return judged.reduce((best, delimiter) => (inFirst(delimiter) > inFirst(best) ? delimiter : best));
}

/** The text's lines with every quoted part taken out. */
function unquotedLines(text: string): string[] {
  return text.replace(/"[^"]*("|$)/g, '').split(/\r\n|\n|\r/);
}
