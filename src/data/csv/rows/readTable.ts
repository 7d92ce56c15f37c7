import type { Readable } from 'node:stream';
import { badData } from '../../../errors.js';
import { formatText } from '../../../format.js';
import type { CellFormat } from '../cells.js';
import { findDelimiter } from './delimiter.js';
import { type CsvRecord, readRecords } from './records.js';
import { openSource, textBytes } from './source.js';

/** How a table is written. */
export interface TableFormat extends CellFormat {
  /** The first row is data, and the columns are called 1, 2 … */
  noHeader: boolean;
  /** What stands between the cells; found out where it is absent. */
  delimiter: string | undefined;
  /** What messages call the file, where it is not its path. */
  name?: string;
}

/** Some rows of a table, each with as many cells as there are columns. */
export interface TablePiece {
  /** What messages call the file. */
  file: string;
  /** Every column's name, the same in each piece. */
  names: string[];
  rows: CsvRecord[];
}

const SAMPLE_BYTES = 64 * 1024;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * Reads a table a piece at a time; the first piece comes even if there is no row.
 *
 * @param onChunk is shown the bytes, and the number of them in all, if known
 * @throws AdamTrainError (exit code 3) if the file cannot be read, is no UTF-8 text, has no header, or has rows of unlike
 *   lengths
 */
export async function* readTable(
  input: string | Readable,
  format: TableFormat,
  onChunk: (chunk: Buffer, total: number | undefined) => void = () => {},
): AsyncGenerator<TablePiece> {
  const source = await openSource(input, format.name);
  const file = source.name;
  const bytes = textBytes(watched(source.chunks, source.total, onChunk), file);
  try {
    const { sample, isWhole } = await takeSample(bytes);
    const delimiter = format.delimiter ?? findDelimiter(sample.toString('utf8'), isWhole, format);
    let names: string[] | undefined;
    for await (const records of readRecords(joined(sample, bytes), delimiter, file)) {
      const rows = records.filter(({ cells }) => cells.length > 1 || cells[0]?.trim() !== '');
      const [first] = rows;
      if (first === undefined) continue;
      if (names === undefined) {
        names = format.noHeader ? first.cells.map((_, i) => String(i + 1)) : headerNames(first, file);
        if (!format.noHeader) rows.shift();
      }
      yield { file, names, rows: evenRows(rows, names.length) };
      checkLengths(rows, names.length, file);
    }
    if (names === undefined) throw badData(`${file} must have rows, and is empty; choose another file.`);
  } finally {
    await bytes.return(undefined);
  }
}

/**
 * The columns' names in the header, trimmed.
 *
 * @throws AdamTrainError (exit code 3) if one is empty or there twice
 */
function headerNames({ cells, line }: CsvRecord, file: string): string[] {
  const names = cells.map((cell) => cell.trim());
  const positions = new Map<string, number>();
  names.forEach((name, i) => {
    if (name === '') {
      throw badData(
        `${file}, line ${line}: column ${i + 1} must have a name; write one, or add --no-header if the file has no header.`,
      );
    }
    const before = positions.get(name);
    if (before !== undefined) {
      throw badData(
        `${file}, line ${line}: columns ${before + 1} and ${i + 1} must have different names, got ${formatText(name)} twice; rename one, or add --no-header if the file has no header.`,
      );
    }
    positions.set(name, i);
  });
  return names;
}

/** The rows before the first that is longer or shorter than the header: what is wrong in them is to be said first. */
function evenRows(rows: CsvRecord[], length: number): CsvRecord[] {
  const uneven = rows.findIndex(({ cells }) => cells.length !== length);
  return uneven < 0 ? rows : rows.slice(0, uneven);
}

function checkLengths(rows: readonly CsvRecord[], length: number, file: string): void {
  const uneven = rows.find(({ cells }) => cells.length !== length);
  if (uneven === undefined) return;
  throw badData(
    `${file}, line ${uneven.line}: a row must have ${length} cells as the first one, got ${uneven.cells.length}; correct the line, or name another --delimiter.`,
  );
}

async function* watched(
  chunks: AsyncIterable<Buffer>,
  total: number | undefined,
  onChunk: (chunk: Buffer, total: number | undefined) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    onChunk(chunk, total);
    yield chunk;
  }
}

/** The file's beginning, without a byte order mark. */
async function takeSample(bytes: AsyncGenerator<Buffer>): Promise<{ sample: Buffer; isWhole: boolean }> {
  const taken: Buffer[] = [];
  let length = 0;
  let isWhole = false;
  while (length < SAMPLE_BYTES && !isWhole) {
    const { done, value } = await bytes.next();
    isWhole = done === true;
    if (!done) {
      taken.push(value);
      length += value.length;
    }
  }
  const sample = Buffer.concat(taken);
  const hasMark = sample.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return { sample: hasMark ? sample.subarray(BYTE_ORDER_MARK.length) : sample, isWhole };
}

async function* joined(first: Buffer, others: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  yield* others;
}
