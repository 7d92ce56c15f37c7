import type { TableFormat } from '../tableFormat.js';
import { isComment } from './records.js';

/** What may stand between cells, the likeliest first. */
const candidates = [',', ';', '\t', '|'] as const;

const MOST_LINES = 20;

/** The first line of a file of Excel's that names its delimiter: sep=; */
const namedPattern = /^\s*"?sep=(.)"?[ ,;|]*$/iu;

/**
 * The delimiter that the file's first line names for Excel and is no row for that; undefined where it names none.
 *
 * @param sample the file's beginning
 */
export function namedDelimiter(
  sample: string,
  format: Pick<TableFormat, 'comment'> = {},
): string | undefined {
  const line =
    sample.split(/\r\n|\n|\r/).find((text) => text.trim() !== '' && !isComment(text, format)) ?? '';
  const [, named] = namedPattern.exec(line) ?? [];
  return named !== undefined && /[^"'\p{L}\p{N}.+-]/u.test(named) ? named : undefined;
}

/**
 * The character that stands between the cells, judged by the first lines, outside of quotes: one that is in each line as
 * often as in every other, and the most often of those; a comma if none is found.
 *
 * @param sample the file's beginning
 * @param format lines of comments do not count; a comma that belongs to numbers is the delimiter only if nothing else is
 * @param isWhole whether the sample is the whole file, so that its last line is complete
 */
export function findDelimiter(sample: string, isWhole: boolean, format: TableFormat = {}): string {
  const lines = unquotedLines(sample);
  if (!isWhole && lines.length > 1) lines.pop();
  const looked = lines.filter((line) => line.trim() !== '' && !isComment(line, format)).slice(0, MOST_LINES);
  const counts = candidates.map((delimiter) => looked.map((line) => line.split(delimiter).length - 1));
  const steady = candidates.filter((_, i) => {
    const [first = 0, ...others] = counts[i] ?? [];
    return first > 0 && others.every((count) => count === first);
  });
  // 1,5;2,5 without a header: the commas are as steady, but they are decimal commas.
  const isMark = format.decimal === ',' || format.thousands === ',';
  const isDecimalComma = steady.length > 1 && looked.every((line) => !/(^|\D),|,(\D|$)/.test(line));
  const likely =
    isDecimalComma || (isMark && steady.length > 1)
      ? steady.filter((delimiter) => delimiter !== ',')
      : steady;
  const inFirst = (delimiter: (typeof candidates)[number]) => counts[candidates.indexOf(delimiter)]?.[0] ?? 0;
  const judged = likely.length > 0 ? likely : candidates;
  return judged.reduce((best, delimiter) => (inFirst(delimiter) > inFirst(best) ? delimiter : best));
}

/** The text's lines with every quoted cell taken out; a quote inside a cell is a character. */
function unquotedLines(text: string): string[] {
  return text.replace(/(^|[\n\r,;\t|]) *"(?:[^"]|"")*("|$)/g, '$1').split(/\r\n|\n|\r/);
}
