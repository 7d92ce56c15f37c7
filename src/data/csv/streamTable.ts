import type { Readable } from 'node:stream';
import { badData } from '../../errors.js';
import type { Columns } from '../columns.js';
import { Cells } from './cells.js';
import { RowEncoder, type TableRows, type UnseenCells } from './columns/rowEncoder.js';
import { readTable, type TableToRead } from './rows/readTable.js';
import type { TablePiece } from './rows/readTexts.js';

/** A table to predict from, and how it is written. */
export interface StreamOptions extends TableToRead {
  /** A path, or standard input. */
  input: string | Readable;
  /** The rows themselves, where they are in memory already. */
  pieces?: Iterable<TablePiece> | undefined;
}

/**
 * Reads a CSV file to predict from, in the columns of a trained model, whatever their order in the file; other columns are
 * passed over.
 *
 * @param onEmptyEnd is told how many rows of delimiters alone stand at the end and are left out, where there are any
 * @throws AdamTrainError (exit code 3) in one sentence with line and column, if the file cannot be predicted from
 */
export async function* streamTable(
  options: StreamOptions,
  columns: Columns,
  unseen: UnseenCells,
  onEmptyEnd: (rows: number) => void = () => {},
): AsyncGenerator<TableRows> {
  let encoder: RowEncoder | undefined;
  for await (const { file, header, rows, emptyEnd } of options.pieces ?? readTable(options.input, options)) {
    if (encoder === undefined) {
      encoder = new RowEncoder(columns, header, file, unseen, new Cells(options));
      encoder.checkFirstRow(header, rows);
    }
    for (const row of rows) {
      encoder.add(row);
      if (encoder.isFull) yield encoder.take();
    }
    if (emptyEnd !== undefined) onEmptyEnd(emptyEnd);
  }
  if (encoder === undefined || encoder.isUnused) {
    throw badData(
      `${options.name ?? nameOf(options.input)} must have rows below its header, got none; choose another file.`,
    );
  }
  if (encoder.rows > 0) yield encoder.take();
}

function nameOf(input: string | Readable): string {
  return typeof input === 'string' ? input : 'standard input';
}
