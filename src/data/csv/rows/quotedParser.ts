import { CsvError, Parser } from 'csv-parse';
import { badData } from '../badData.js';
import type { CsvRecord } from './records.js';

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
