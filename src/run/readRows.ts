import { closeSync, readSync } from 'node:fs';
import { openRegularFile } from '../files/readWholeFile.js';
import { damaged, onReading } from './damage.js';

const PIECE_BYTES = 1 << 20;
/** Far more than a row of ours has. */
const MOST_LINE_LENGTH = 1 << 20;

/** Who reads a long file pauses after so many rows: some milliseconds. */
export const ROWS_BETWEEN_PAUSES = 4096;

/** A row of a CSV file of ours, which has no quotes. */
export interface Row {
  cells: string[];
  /** In the file, from 1, the header included. */
  line: number;
}

/**
 * Reads a CSV file of ours row by row, the header first, without holding all of it.
 *
 * @throws AdamTrainError (exit code 1) if it is missing, or its last line is cut short
 */
export function* readRows(path: string): Generator<Row> {
  const { rest, line } = yield* readWholeRows(path);
  // A number whose last digits are missing would look like another number.
  if (rest !== '') throw damaged(path, `line ${line + 1} is cut short`);
}

/**
 * The same without a word about a last line that is cut short, which it leaves out and returns.
 *
 * @throws AdamTrainError (exit code 1) if the file is missing
 */
export function* readWholeRows(path: string): Generator<Row, { rest: string; line: number }> {
  const descriptor = onReading(path, () => openRegularFile(path));
  try {
    const buffer = Buffer.alloc(PIECE_BYTES);
    let rest = '';
    let line = 0;
    for (;;) {
      const bytes = onReading(path, () => readSync(descriptor, buffer));
      if (bytes === 0) return { rest, line };
      const lines = (rest + buffer.toString('latin1', 0, bytes)).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MOST_LINE_LENGTH) throw damaged(path, `line ${line + lines.length + 1} has no end`);
      for (const text of lines) yield { cells: text.split(','), line: ++line };
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads a cell that holds a number, or nothing where the number was not finite.
 *
 * @throws AdamTrainError (exit code 1) for anything else
 */
export function readCell(path: string, { cells, line }: Row, index: number): number {
  const text = cells[index];
  if (text === '') return Number.NaN;
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw damaged(path, `line ${line} has no number in column ${index + 1}`);
  return value;
}

/** @throws AdamTrainError (exit code 1) if the row has not this number of cells */
export function checkCells(path: string, { cells, line }: Row, expected: number): void {
  if (cells.length !== expected) {
    throw damaged(path, `line ${line} has ${cells.length} cells instead of ${expected}`);
  }
}

/** @throws AdamTrainError (exit code 1) if the row, the file's first, does not name these columns */
export function checkHeader(path: string, { cells }: Row, columns: readonly string[]): void {
  if (cells.join(',') !== columns.join(',')) throw damaged(path, 'its first line is no header of ours');
}
