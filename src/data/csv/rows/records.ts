import { CsvError, Parser } from 'csv-parse';
import { badData } from '../../../errors.js';

/** One line of a table, or several where quoted cells have line breaks. */
export interface CsvRecord {
  cells: string[];
  /** The file's line on which it begins, from 1. */
  line: number;
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/**
 * Cuts bytes into records, and hands them out a chunk's worth at a time; an empty line is a record of one empty cell.
 *
 * Until the first quote mark, lines are cut by their delimiters; from there on it is csv-parse that reads. A table of numbers
 * has no quote, and is loaded in a third of the time, because csv-parse looks at every byte by itself.
 *
 * @throws AdamTrainError (exit code 3) where quotes are wrong
 */
export async function* readRecords(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  name: string,
): AsyncGenerator<CsvRecord[]> {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  let parser: QuotedParser | undefined;
  try {
    for await (const chunk of chunks) {
      if (parser === undefined) {
        const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
        const end = bytes.lastIndexOf(LINE_FEED) + 1;
        // Without a line feed the lines may be very long, or end in another way: that is left to the parser too.
        if (end > 0 && !bytes.includes(QUOTE)) {
          const records = plainRecords(bytes.toString('utf8', 0, end), delimiter, line);
          line += records.length;
          rest = bytes.subarray(end);
          yield records;
          continue;
        }
        parser = new QuotedParser(delimiter, line, name);
        yield* written(parser.write(bytes));
      } else yield* written(parser.write(chunk));
    }
    if (parser === undefined) {
      parser = new QuotedParser(delimiter, line, name);
      if (rest.length > 0) yield* written(parser.write(rest));
    }
    yield* written(parser.end());
  } finally {
    parser?.close();
  }
}

/** @param text whole lines, the last one with its end, without quotes */
function plainRecords(text: string, delimiter: string, firstLine: number): CsvRecord[] {
  const lines = text.split(text.includes('\r') ? /\r\n|\n|\r/ : '\n');
  lines.pop(); // what is behind the last line's end
  return lines.map((line, i) => ({ cells: line.split(delimiter), line: firstLine + i }));
}

/** What came before an error is handed out first: something may be wrong in it as well. */
async function* written(
  outcome: Promise<{ records: CsvRecord[]; error: Error | undefined }>,
): AsyncGenerator<CsvRecord[]> {
  const { records, error } = await outcome;
  yield records;
  if (error !== undefined) throw error;
}

/** A quote that is never closed would otherwise take in the rest of the file, whatever its size. */
const MOST_CHARACTERS = 1_000_000;

/** Cuts bytes into records where cells may be in quotes: csv-parse, with the lines that records begin on. */
export class QuotedParser {
  private records: CsvRecord[] = [];
  /** The parser's own count of lines, which takes the two characters of a line end within quotes for two lines. */
  private counted = 0;
  private readonly parser: Parser;

  /**
   * @param line the file's line that the bytes begin on
   * @param name what messages call the file
   */
  constructor(
    delimiter: string,
    private line: number,
    private readonly name: string,
  ) {
    this.parser = new Parser({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: MOST_CHARACTERS,
      // Kept here and not pushed, because a stream of objects costs more than the parsing.
      on_record: (cells: string[], { lines }) => {
        this.keep(cells, lines);
        return null;
      },
    });
    this.parser.on('error', () => {}); // they come to the callbacks as well
    this.parser.resume();
  }

  /** The records that are complete, and the error (exit code 3) that came after them, if the quotes are wrong. */
  write(bytes: Buffer): Promise<{ records: CsvRecord[]; error: Error | undefined }> {
    return new Promise((resolve) => {
      this.parser.write(bytes, (error) => resolve(this.take(error)));
    });
  }

  /** The last record. */
  end(): Promise<{ records: CsvRecord[]; error: Error | undefined }> {
    return new Promise((resolve) => {
      this.parser.once('error', (error) => resolve(this.take(error)));
      this.parser.once('end', () => resolve(this.take(undefined)));
      this.parser.end();
    });
  }

  close(): void {
    this.parser.destroy();
  }

  private keep(cells: string[], lines: number): void {
    this.records.push({ cells, line: this.line });
    const isOneLine = lines === this.counted + 1;
    this.counted = lines;
    this.line += 1;
    if (!isOneLine) for (const cell of cells) this.line += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }

  private take(error: Error | null | undefined): { records: CsvRecord[]; error: Error | undefined } {
    const { records } = this;
    this.records = [];
    const wrong = error instanceof CsvError ? quoteErrors[error.code] : undefined;
    if (wrong === undefined) return { records, error: error ?? undefined };
    return { records, error: badData(`${this.name}, line ${this.line}: ${wrong}.`, error) };
  }
}

const quoteErrors: Record<string, string> = {
  INVALID_OPENING_QUOTE:
    'a quote must begin its cell; put the whole cell in quotes and double the quotes in it',
  CSV_INVALID_CLOSING_QUOTE: 'a quoted cell must end with its quote; double the quotes in the cell',
  CSV_QUOTE_NOT_CLOSED: 'a quote must be closed; put the closing quote in',
  CSV_MAX_RECORD_SIZE: `a row must have at most ${MOST_CHARACTERS} characters; close its quotes`,
};
