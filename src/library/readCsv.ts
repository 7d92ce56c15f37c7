import { Cells } from '../data/csv/cells.js';
import { checkOnce } from '../data/csv/columns/chooseColumns.js';
import type { Header } from '../data/csv/rows/header.js';
import { readTable } from '../data/csv/rows/readTable.js';
import { csvSettings } from '../data/csv/settings.js';
import { type TableFormat, tableFormat } from '../data/csv/tableFormat.js';
import { UsageError } from '../errors.js';
import { formatText } from '../format.js';
import { checkArgument, checkObject, shown } from '../settings/arguments.js';
import type { Settings } from '../settings/setting.js';
import type { Cell, Row } from './memoryRows.js';

/** How the text is written, as train's settings of these names say; all may be left out. */
export interface CsvOptions extends TableFormat {
  /** Columns whose texts stay texts also where they are numbers. */
  textColumns?: readonly string[] | undefined;
}

/** A table's rows by their columns' names; a number where the cell is one, null where it is missing, else its text. */
export type CsvTable = Row[] & {
  /** The columns' names in the file's order. */
  columns: string[];
  /** Columns that are no data and are left out, and why: row names, and empty ones without a name. */
  leftOut: string[];
};

const { noHeader, delimiter, comment, decimal, thousands, naValues, noDefaultNa, textColumns } = csvSettings;
const settings = { noHeader, delimiter, comment, decimal, thousands, naValues, noDefaultNa, textColumns };

/**
 * Reads a CSV table with the command's own reader: delimiter, quotes, missing values and decimal marks are understood as it does.
 *
 * @param source a path (in Node), a File or Blob, bytes in UTF-8, or `{ text }`; in Node also packed with gzip or zstd
 * @param options how the text is written
 * @returns the rows, with `columns` and `leftOut`
 * @throws UsageError for an option outside its rule, AdamTrainError (exit code 3) if it cannot be read as a table
 */
export async function readCsv(
  source: string | Uint8Array | Blob | { text: string },
  options: CsvOptions = {},
): Promise<CsvTable> {
  checkCsvOptions(options);
  const format = tableFormat(options);
  const cells = new Cells(format);
  const texts = new Set(options.textColumns);
  const rows: Row[] = [];
  let columns: { name: string; position: number }[] = [];
  let leftOut: string[] = [];
  let isFirst = true;
  for await (const { file, header, rows: records } of readTable(await inputOf(source), {
    ...format,
    ...(typeof source !== 'string' && { name: nameOf(source) }),
  })) {
    if (isFirst) ({ columns, leftOut } = columnsOf(header, file));
    isFirst = false;
    for (const record of records) {
      const row = columns.map(({ name, position }) => {
        const cell = record.cells[position] as string;
        return [name, valueIn(cell, cells, texts.has(name))] as const;
      });
      rows.push(Object.fromEntries(row));
    }
  }
  const names = columns.map(({ name }) => name);
  return Object.assign(rows, { columns: names, leftOut });
}

function columnsOf(header: Header, file: string) {
  const no = new Set([...header.rowNames, ...header.empty]);
  const all = header.names.map((name, position) => ({ name, position }));
  const columns = all.filter(({ position }) => !no.has(position));
  checkOnce(
    columns.map(({ name }) => name),
    header,
    file,
    () => 'rename one',
  );
  const leftOut = all
    .filter(({ position }) => no.has(position))
    .map(
      ({ name, position }) => `${formatText(name)} (${header.empty.has(position) ? 'empty' : 'row names'})`,
    );
  return { columns, leftOut };
}

function valueIn(cell: string, cells: Cells, isText: boolean): Cell {
  if (cells.isMissing(cell)) return null;
  const value = isText ? Number.NaN : cells.readNumber(cell);
  return Number.isFinite(value) ? value : cell.trim();
}

async function inputOf(source: Parameters<typeof readCsv>[0]): Promise<string | Uint8Array> {
  if (typeof source === 'string' || source instanceof Uint8Array) return source;
  if (typeof Blob !== 'undefined' && source instanceof Blob)
    return new Uint8Array(await source.arrayBuffer());
  const text = (source as { text?: unknown } | null | undefined)?.text;
  if (typeof text === 'string') return new TextEncoder().encode(text);
  throw new UsageError(
    `source must be a path, a File or Blob, bytes or { text }, got ${shown(source)}; give one of them.`,
  );
}

function nameOf(source: object): string {
  const { name } = source as { name?: unknown };
  return typeof name === 'string' ? name : 'data';
}

function checkCsvOptions(options: CsvOptions): void {
  checkObject('readCsv', options);
  for (const [name, value] of Object.entries(options)) {
    const own = (settings as Settings)[name];
    if (own === undefined) {
      throw new UsageError(
        `An option of readCsv must be ${Object.keys(settings).join(', ')}, got ${name}; leave it out.`,
      );
    }
    if (value === undefined) continue;
    const { holds, words, fileWords = words } = own.range;
    checkArgument(name, value, { holds, words: fileWords });
  }
}
