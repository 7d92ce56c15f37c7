import type { Dataset } from '../dataset.js';
import { newSha256 } from '../sha256.js';
import type { ColumnChoice } from './columns/chooseColumns.js';
import { readTable, type TableToRead } from './rows/readTable.js';
import type { TablePiece } from './rows/readTexts.js';
import type { MissingChoice } from './settings.js';
import { TableBuilder } from './tableBuilder.js';

/** A file of data, how it is written, and which of its columns to take; named as in the configuration. */
export interface TableOptions extends TableToRead, ColumnChoice {
  path: string;
  missing: MissingChoice;
  /** The rows themselves, where they are in memory already. */
  pieces?: Iterable<TablePiece> | undefined;
}

/**
 * Reads a CSV file to train on, as a stream: it is in memory as float64 features and float64 targets alone.
 *
 * @param onProgress is told the bytes read and the bytes in all, where these are known
 * @throws AdamTrainError (exit code 3) in one sentence with line and column, if the file cannot be trained on
 */
export async function loadTable(
  options: TableOptions,
  onProgress: (bytes: number, total: number | undefined) => void = () => {},
): Promise<Dataset> {
  const hash = newSha256();
  let bytes = 0;
  const onChunk = (chunk: Buffer, total: number | undefined) => {
    hash.update(chunk);
    bytes += chunk.length;
    onProgress(bytes, total);
  };
  let builder: TableBuilder | undefined;
  for await (const { file, header, rows, emptyEnd = 0 } of options.pieces ??
    readTable(options.path, options, onChunk)) {
    builder ??= new TableBuilder(header, rows, file, options);
    for (const { cells, line } of rows) builder.add(cells, line);
    builder.emptyEnd = emptyEnd;
  }
  // readTable gives a piece, or throws.
  if (builder === undefined) throw new Error(`${options.path} gave no piece`);
  return { ...builder.finish(), sha256: hash.digest('hex') };
}
