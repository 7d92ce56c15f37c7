import { badData } from '../../../errors.js';
import { formatCount } from '../../../format.js';
import { WholeLines } from './wholeLines.js';

/** One line of a table, or several where quoted cells have line breaks. */
export interface CsvRecord {
  cells: string[];
  /** The file's line on which it begins, from 1. */
  line: number;
}

/** How a table's rows are cut. */
export interface RowFormat {
  /** What stands between the cells; a space stands for any run of blanks, and none of those at a line's ends counts. */
  delimiter: string;
  /** Lines that begin with it are no rows. */
  comment?: string | undefined;
}

/** A quote that is never closed would otherwise take in the rest of the file, whatever its size. */
const MOST_QUOTED = 1_000_000;
/** A file of many gigabytes on one line is no table. */
const MOST_CHARACTERS = 100_000_000;

/**
 * Cuts a text into records as Python's csv module does with skipinitialspace, and hands them out a piece's worth at a time; an
 * empty line is a record of one empty cell. Quotes count at a cell's beginning alone, behind blanks: elsewhere they are
 * characters, and what stands behind a closing quote belongs to the cell. A quote that is never closed is an error, though.
 *
 * @throws AdamTrainError (exit code 3) where a quote is not closed, or a line has no end
 */
export async function* readRecords(
  texts: AsyncIterable<string>,
  format: RowFormat,
  name: string,
): AsyncGenerator<CsvRecord[]> {
  const lines = new WholeLines();
  const maker = new RecordMaker(format);
  for await (const text of texts) {
    yield maker.add(lines.add(text));
    // What came before an error is handed out first: something may be wrong in it as well.
    if (maker.openCharacters > MOST_QUOTED) {
      throw badData(
        `${name}, line ${maker.line}: a quoted cell must have at most ${formatCount(MOST_QUOTED)} characters; close its quotes.`,
      );
    }
    if (lines.waiting > MOST_CHARACTERS) {
      throw badData(
        `${name}, line ${maker.line}: a line must have at most ${formatCount(MOST_CHARACTERS)} characters, got more; write each row on a line of its own.`,
      );
    }
  }
  yield maker.add(lines.end());
  if (maker.openCharacters > 0) {
    throw badData(`${name}, line ${maker.line}: a quote must be closed; put the closing quote in.`);
  }
}

/** Makes records of whole lines. */
class RecordMaker {
  /** Where the next record begins, or the one whose quotes are open. */
  line = 1;
  /** A record whose last cell's quotes are open. */
  private open: { cells: string[]; text: string; lines: number } | undefined;
  private readonly split: (line: string) => string[];

  constructor(private readonly format: RowFormat) {
    const { delimiter } = format;
    this.split = delimiter === ' ' ? blankSplit : (line) => line.split(delimiter);
  }

  get openCharacters(): number {
    return this.open === undefined ? 0 : this.open.text.length + 1;
  }

  /** @param text whole lines with their ends; only the file's last one may have none */
  add(text: string): CsvRecord[] {
    if (text === '') return [];
    if (this.open === undefined && !text.includes('"')) return this.plainRecords(text);
    return text.split(/(?<=\n)|(?<=\r)(?!\n)/).flatMap((line) => this.quotedLine(line) ?? []);
  }

  /** A table of numbers has no quote. */
  private plainRecords(text: string): CsvRecord[] {
    const lines = text.split(text.includes('\r') ? /\r\n|\n|\r/ : '\n');
    if (lines.at(-1) === '') lines.pop(); // what is behind the last line's end
    const first = this.line;
    this.line += lines.length;
    if (this.format.comment === undefined) {
      return lines.map((line, i) => ({ cells: this.split(line), line: first + i }));
    }
    return lines.flatMap((line, i) =>
      isComment(line, this.format) ? [] : [{ cells: this.split(line), line: first + i }],
    );
  }

  /** Goes on with a record; gives it if the line completes it. */
  private quotedLine(line: string): CsvRecord | undefined {
    const { open } = this;
    if (open === undefined && isComment(line, this.format)) {
      this.line++;
      return undefined;
    }
    const { cells, text, lines } = open ?? { cells: [], text: undefined, lines: 0 };
    const left = this.cutCells(line, cells, text);
    if (left !== undefined) {
      this.open = { cells, text: left, lines: lines + 1 };
      return undefined;
    }
    const record = { cells, line: this.line };
    this.open = undefined;
    this.line += lines + 1;
    return record;
  }

  /**
   * Cuts a line.
   *
   * @param cells is added to
   * @param text the beginning of a cell whose quotes are open
   * @returns the same for the next line
   */
  private cutCells(line: string, cells: string[], text: string | undefined): string | undefined {
    const isSpaced = this.format.delimiter === ' ';
    const content = isSpaced ? line.trimEnd() : line.replace(/[\r\n]+$/, '');
    let at = 0;
    for (;;) {
      if (text === undefined) {
        while (content[at] === ' ' || (isSpaced && content[at] === '\t')) at++;
        if (content[at] !== '"') {
          const end = this.cellEnd(content, at);
          cells.push(content.slice(at, end));
          if (end === content.length) return undefined;
          at = end + this.format.delimiter.length;
          continue;
        }
        at++;
        text = '';
      }
      const quote = content.indexOf('"', at);
      if (quote < 0) return text + line.slice(at);
      text += content.slice(at, quote);
      at = quote + 1;
      if (content[at] === '"') {
        text += '"';
        at++;
        continue;
      }
      const end = this.cellEnd(content, at);
      cells.push(text + content.slice(at, end));
      if (end === content.length) return undefined;
      text = undefined;
      at = end + this.format.delimiter.length;
    }
  }

  /** The place of the next delimiter, or of the line's end. */
  private cellEnd(content: string, at: number): number {
    const { delimiter } = this.format;
    let end = content.indexOf(delimiter, at);
    if (delimiter === ' ') {
      const tab = content.indexOf('\t', at);
      if (tab >= 0 && (end < 0 || tab < end)) end = tab;
    }
    return end < 0 ? content.length : end;
  }
}

function blankSplit(line: string): string[] {
  return line.trim().split(/[ \t]+/);
}

/** Whether a line is skipped; blanks may stand before the mark. */
export function isComment(line: string, { comment }: Pick<RowFormat, 'comment'>): boolean {
  return comment !== undefined && line.trimStart().startsWith(comment);
}
