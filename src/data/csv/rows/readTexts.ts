import { badData } from '../../../errors.js';
import type { TableFormat } from '../tableFormat.js';
import { findDelimiter, namedDelimiter } from './delimiter.js';
import { EmptyEnd } from './emptyEnd.js';
import { commentCure, type Header, readHeader, withoutHeader } from './header.js';
import { type CsvRecord, readRecords } from './records.js';

/** Some rows of a table, each with as many cells as there are columns. */
export interface TablePiece {
  /** What messages call the file. */
  file: string;
  /** The same in each piece. */
  header: Header;
  rows: CsvRecord[];
  /** How many rows of delimiters alone stand below the last row, and are none; with the last piece, where there are any. */
  emptyEnd?: number;
}

const SAMPLE_CHARACTERS = 64 * 1024;

/**
 * Reads a table's text a piece at a time; the first piece comes even if there is no row.
 *
 * @param file what messages call it
 * @throws AdamTrainError (exit code 3) if it has no header, or has rows of unlike lengths
 */
export async function* readTexts(
  texts: AsyncGenerator<string>,
  format: TableFormat,
  file: string,
): AsyncGenerator<TablePiece> {
  try {
    const { sample, isWhole } = await takeSample(texts);
    const named = namedDelimiter(sample, format);
    const delimiter = format.delimiter ?? named ?? findDelimiter(sample, isWhole, format);
    let isNamed = named !== undefined;
    const end = new EmptyEnd();
    let header: Header | undefined;
    for await (const records of readRecords(joined(sample, texts), { ...format, delimiter }, file)) {
      const rows = end.rowsBefore(records.filter(({ cells }) => cells.length > 1 || cells[0]?.trim() !== ''));
      if (isNamed && rows.shift() !== undefined) isNamed = false;
      const [first] = rows;
      if (first === undefined) continue;
      if (header === undefined) {
        header = format.noHeader ? withoutHeader(rows) : readHeader(rows.shift() as CsvRecord, rows);
      }
      const { length } = header.names;
      yield { file, header, rows: evenRows(rows, length) };
      checkLengths(rows, length, file);
    }
    if (header === undefined) throw badData(`${file} must have rows, and is empty; choose another file.`);
    if (end.rows > 0) yield { file, header, rows: [], emptyEnd: end.rows };
  } finally {
    await texts.return(undefined);
  }
}

/** The rows before the first that is longer or shorter than the header: what is wrong in them is to be said first. */
function evenRows(rows: CsvRecord[], length: number): CsvRecord[] {
  const uneven = rows.findIndex(({ cells }) => cells.length !== length);
  return uneven < 0 ? rows : rows.slice(0, uneven);
}

function checkLengths(rows: readonly CsvRecord[], length: number, file: string): void {
  const uneven = rows.find(({ cells }) => cells.length !== length);
  if (uneven === undefined) return;
  const cure = commentCure(uneven.cells[0] as string) ?? 'name another --delimiter';
  throw badData(
    `${file}, line ${uneven.line}: a row must have ${length} cells as the first one, got ${uneven.cells.length}; correct the line, or ${cure}.`,
  );
}

async function takeSample(texts: AsyncGenerator<string>): Promise<{ sample: string; isWhole: boolean }> {
  let sample = '';
  while (sample.length < SAMPLE_CHARACTERS) {
    const { done, value } = await texts.next();
    if (done) return { sample, isWhole: true };
    sample += value;
  }
  return { sample, isWhole: false };
}

async function* joined(first: string, others: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.length > 0) yield first;
  yield* others;
}
