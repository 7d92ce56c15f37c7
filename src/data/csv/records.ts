import { CsvError, Parser } from 'csv-parse';
import { badData } from './badData.js';

/** One line of a table, or several where quoted cells have line breaks. */
export interface CsvRecord {
  cells: string[];
  /** The file's line on which it begins, from 1. */
  line: number;
}

/** A quote that is never closed would otherwise take in the rest of the file, whatever its size. */
const MOST_CHARACTERS = 1_000_000;

/**
 * Cuts bytes into records, and hands them out a chunk's worth at a time; an empty line is a record of one empty cell.
 *
 * @throws AdamTrainError (exit code 3) where quotes are wrong
 */
export async function* readRecords(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  name: string,
): AsyncGenerator<CsvRecord[]> {
  let records: CsvRecord[] = [];
  const lines = new LineCounter();
  const parser = new Parser({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MOST_CHARACTERS,
    // Kept here and not pushed, because a stream of objects costs more than the parsing.
    on_record: (cells: string[], { lines: counted }) => {
      records.push({ cells, line: lines.next(cells, counted) });
      return null;
    },
  });
  parser.on('error', () => {}); // they come to the callbacks as well
  parser.resume();
  const take = () => {
    const taken = records;
    records = [];
    return taken;
  };
  try {
    for await (const chunk of chunks) {
      const error = await written(parser, chunk);
      yield take();
      if (error) throw wrongQuotes(error, name, lines);
    }
    const error = await ended(parser);
    yield take();
    if (error) throw wrongQuotes(error, name, lines);
  } finally {
    parser.destroy();
  }
}

/** The parser counts the two characters of a line end within quotes as two lines, so the rare such record is counted here. */
class LineCounter {
  /** The line on which the next record begins. */
  line = 1;
  private counted = 0;

  next(cells: readonly string[], counted: number): number {
    const { line } = this;
    const isOneLine = counted === this.counted + 1;
    this.counted = counted;
    this.line += 1;
    if (!isOneLine) for (const cell of cells) this.line += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
    return line;
  }
}

function written(parser: Parser, chunk: Buffer): Promise<Error | null | undefined> {
  return new Promise((resolve) => parser.write(chunk, resolve));
}

function ended(parser: Parser): Promise<Error | undefined> {
  return new Promise((resolve) => {
    parser.once('error', resolve);
    parser.once('end', () => resolve(undefined));
    parser.end();
  });
}

const quoteErrors: Record<string, string> = {
  INVALID_OPENING_QUOTE:
    'a quote must begin its cell; put the whole cell in quotes and double the quotes in it',
  CSV_INVALID_CLOSING_QUOTE: 'a quoted cell must end with its quote; double the quotes in the cell',
  CSV_QUOTE_NOT_CLOSED: 'a quote must be closed; put the closing quote in',
  CSV_MAX_RECORD_SIZE: `a row must have at most ${MOST_CHARACTERS} characters; close its quotes`,
};

function wrongQuotes(error: Error, name: string, lines: LineCounter): Error {
  const said = error instanceof CsvError ? quoteErrors[error.code] : undefined;
  return said === undefined ? error : badData(`${name}, line ${lines.line}: ${said}.`, error);
}
