import { AdamTrainError, badData } from '../../errors.js';
import { createTurns } from '../../turns.js';
import { featureCount } from '../columns.js';
import { Cells } from '../csv/cells.js';
import { type ColumnChoice, chooseColumns } from '../csv/columns/chooseColumns.js';
import { FeatureReader } from '../csv/columns/featureReader.js';
import { TargetReader } from '../csv/columns/targetReader.js';
import type { TableOptions } from '../csv/loadTable.js';
import type { Header } from '../csv/rows/header.js';
import { readTable } from '../csv/rows/readTable.js';
import type { CsvRecord } from '../csv/rows/records.js';
import { badColumn } from '../csv/sentences.js';
import type { TargetChoice } from '../csv/settings.js';
import { type ColumnFacts, ColumnScan } from './columnScan.js';

/** What a column is to training. */
type ColumnRole = 'target' | 'feature' | 'unused';

/** A column, and what training would make of it. */
export interface InspectedColumn extends ColumnFacts {
  role: ColumnRole;
  /** Rows that lack a value in this one alone, of all that are used: so many more there are without the column. */
  missingAlone: number;
  /** How many features it gives; none if training refuses it, or does not use it. */
  features: number | undefined;
  /** Why training refuses it, in a sentence. */
  refusal: string | undefined;
}

/** What there is to know of a table. */
export interface InspectedTable {
  rows: number;
  /** Rows with a value in each column that is used. */
  completeRows: number;
  columns: InspectedColumn[];
  /** Rows of delimiters alone at the end, which are none. */
  emptyEnd: number;
}

/** A table, and which of its columns are meant; without a target all are taken for features. */
export type TableToInspect = Omit<TableOptions, 'target'> & { target: TargetChoice | undefined };

/**
 * Looks at every cell of a table once.
 *
 * @throws AdamTrainError (exit code 3) if it cannot be read as a table, or has no row
 */
export async function scanTable(
  options: TableToInspect,
  onProgress: (bytes: number, total: number | undefined) => void = () => {},
): Promise<InspectedTable> {
  let bytes = 0;
  const onChunk = (chunk: Buffer, total: number | undefined) => {
    bytes += chunk.length;
    onProgress(bytes, total);
  };
  let scan: TableScan | undefined;
  const turn = createTurns();
  for await (const { file, header, rows, emptyEnd = 0 } of readTable(options.path, options, onChunk)) {
    scan ??= new TableScan(header, file, options);
    for (const row of rows) scan.add(row);
    scan.emptyEnd = emptyEnd;
    await turn();
  }
  // readTable gives a piece, or throws.
  if (scan === undefined) throw new Error(`${options.path} gave no piece`);
  return scan.finish();
}

class TableScan {
  emptyEnd = 0;
  private rows = 0;
  private completeRows = 0;
  private readonly columns: ScannedColumn[];

  constructor(
    header: Header,
    private readonly file: string,
    private readonly options: TableToInspect,
  ) {
    const cells = new Cells(options);
    const roles = rolesOf(header, file, options);
    const choice: ColumnChoice = { ...options, target: options.target ?? [] };
    this.columns = header.names.map((name, position) => {
      const { role, isText } = roles[position] as { role: ColumnRole; isText: boolean };
      const reader =
        role === 'target'
          ? new TargetReader({ name, position }, file, cells)
          : new FeatureReader({ name, position, isText }, file, choice, cells);
      return { role, scan: new ColumnScan(name, cells), reader, missingAlone: 0, refusal: undefined };
    });
  }

  add({ cells, line }: CsvRecord): void {
    this.rows++;
    let gaps = 0;
    let last: ScannedColumn | undefined;
    for (const [position, column] of this.columns.entries()) {
      const cell = cells[position] as string;
      if (!column.scan.see(cell, line)) read(column, cell, line);
      else if (column.role !== 'unused') {
        gaps++;
        last = column;
        // Missing texts are a category then.
        if (this.options.missing === 'mean' && column.role === 'feature') read(column, cell, line);
      }
    }
    if (gaps === 0) this.completeRows++;
    if (gaps === 1 && last !== undefined) last.missingAlone++;
  }

  finish(): InspectedTable {
    const { rows, completeRows, columns, emptyEnd, file } = this;
    if (rows === 0) throw badData(`${file} must have rows below its header, got none; choose another file.`);
    return { rows, completeRows, columns: columns.map((column) => finished(column, rows, file)), emptyEnd };
  }
}

interface ScannedColumn {
  role: ColumnRole;
  scan: ColumnScan;
  /** What would read the column in training. */
  reader: FeatureReader | TargetReader;
  missingAlone: number;
  refusal: string | undefined;
}

/** Reads the cell as training would, until that refuses one. */
function read(column: ScannedColumn, cell: string, line: number): void {
  if (column.refusal !== undefined || column.role === 'unused') return;
  column.refusal = refusalOf(() => column.reader.read(cell, line));
}

function finished(column: ScannedColumn, rows: number, file: string): InspectedColumn {
  const { role, scan, reader, missingAlone } = column;
  const facts = scan.finish();
  let features: number | undefined;
  const finish = () => {
    if (reader instanceof FeatureReader) {
      features = featureCount(reader.finish(rows - facts.missing).column);
    } else if (facts.kind === 'empty') {
      const sentence = 'a target must have a value in some row; choose another --target';
      throw badColumn({ file, column: facts.name }, sentence);
    } else reader.finish();
  };
  const refusal = column.refusal ?? (role === 'unused' ? undefined : refusalOf(finish));
  return { ...facts, role, missingAlone, features, refusal };
}

/** The sentence of the error for bad data that the work ends with; nothing where it ends well. */
function refusalOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof AdamTrainError) return error.message;
    throw error;
  }
}

function rolesOf(
  header: Header,
  file: string,
  { target, ...choice }: TableToInspect,
): { role: ColumnRole; isText: boolean }[] {
  const { names, rowNames, empty } = header;
  const roles = names.map((): { role: ColumnRole; isText: boolean } => ({ role: 'unused', isText: false }));
  if (target === undefined) {
    // Training takes neither row names nor empty columns without a name.
    for (const [i, role] of roles.entries())
      if (!rowNames.includes(i) && !empty.has(i)) role.role = 'feature';
    return roles;
  }
  const chosen = chooseColumns({ ...choice, target }, header, file);
  for (const { position } of chosen.targets) roles[position] = { role: 'target', isText: false };
  for (const { position, isText } of chosen.features) roles[position] = { role: 'feature', isText };
  return roles;
}
