import { badData } from '../../errors.js';
import { formatCount, formatText } from '../../format.js';
import type { Dataset, DroppedRows } from '../dataset.js';
import { columnVector, type Matrix, MOST_VALUES } from '../matrix.js';
import { newSha256 } from '../sha256.js';
import { type CellFormat, Cells } from './cells.js';
import {
  type ChosenColumn,
  type ChosenColumns,
  type ColumnChoice,
  chooseColumns,
  leaveOut,
} from './columns/chooseColumns.js';
import { FeatureBlocks } from './columns/featureBlocks.js';
import { FeatureReader } from './columns/featureReader.js';
import { TargetReader } from './columns/targetReader.js';
import type { Header } from './rows/header.js';
import { readTable, type TableToRead } from './rows/readTable.js';
import type { TablePiece } from './rows/readTexts.js';
import type { CsvRecord } from './rows/records.js';
import { checkFirstRow } from './rows/unitsRow.js';
import { badCell, shortList } from './sentences.js';
import type { MissingChoice } from './settings.js';

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
  for await (const { file, header, rows } of options.pieces ?? readTable(options.path, options, onChunk)) {
    builder ??= new TableBuilder(header, rows, file, options);
    for (const { cells, line } of rows) builder.add(cells, line);
  }
  // readTable gives a piece, or throws.
  if (builder === undefined) throw new Error(`${options.path} gave no piece`);
  return { ...builder.finish(), sha256: hash.digest('hex') };
}

/** Makes a data set of rows of cells. */
class TableBuilder {
  private readonly cells: Cells;
  private readonly features: FeatureReader[];
  private readonly targets: TargetReader[];
  private readonly leftOut: ChosenColumns['leftOut'];
  /** The targets, then the features. */
  private readonly used: readonly ChosenColumn[];
  private readonly blocks: FeatureBlocks;
  private readonly values: Float64Array;
  /** The kept rows' numbers. */
  private readonly kept: number[] = [];
  /** Of each column with a missing cell, how many rows it cost. */
  private readonly dropped = new Map<string, number>();
  private rows = 0;

  /** @param rows the first ones, to judge the table by */
  constructor(
    header: Header,
    rows: readonly CsvRecord[],
    private readonly file: string,
    private readonly options: ColumnChoice & CellFormat & { missing: MissingChoice },
  ) {
    const cells = new Cells(options);
    this.cells = cells;
    const { targets, features, leftOut } = chooseColumns(options, header, file);
    const positions = [...targets, ...features.filter(({ isText }) => !isText)].map(
      ({ position }) => position,
    );
    checkFirstRow(rows, { header, file, positions, cells });
    this.leftOut = leftOut;
    this.features = features.map(
      ({ name, position, isText }) =>
        new FeatureReader({ name, position, isText }, file, options, this.cells),
    );
    this.targets = targets.map((target) => new TargetReader(target, file, this.cells));
    this.used = [...this.targets, ...this.features];
    this.blocks = new FeatureBlocks(features.length);
    this.values = new Float64Array(features.length);
  }

  /** @throws AdamTrainError (exit code 3) if a cell cannot be taken */
  add(cells: readonly string[], line: number): void {
    const row = this.rows++;
    const { missing } = this.options;
    for (const column of this.leftOut) if (column.isEmpty) this.checkEmpty(cells, column, line);
    const needed = missing === 'mean' ? this.targets : this.used;
    const gaps = needed.filter(({ position }) => this.cells.isMissing(cells[position] as string));
    const [gap] = gaps;
    if (gap !== undefined && missing === 'error') throw this.missingCell(gap, line);
    for (const { name } of gaps) this.dropped.set(name, (this.dropped.get(name) ?? 0) + 1);
    if (gap !== undefined) return;
    if (missing !== 'error') this.kept.push(row);
    const { values, features } = this;
    for (let i = 0; i < features.length; i++) {
      const feature = features[i] as FeatureReader;
      values[i] = feature.read(cells[feature.position] as string, line);
    }
    for (const target of this.targets) target.read(cells[target.position] as string, line);
    this.blocks.add(values);
    if (this.blocks.rows * values.length > MOST_VALUES) {
      throw badData(
        `${this.file} must have at most ${formatCount(MOST_VALUES)} cells, got more by line ${line}; choose fewer columns with --columns.`,
      );
    }
  }

  /** @throws AdamTrainError (exit code 3) if there is no row, a column without a value, or a constant target */
  finish(): Omit<Dataset, 'sha256'> {
    const { rows, blocks, file } = this;
    if (blocks.rows === 0) {
      if (rows === 0)
        throw badData(`${file} must have rows below its header, got none; choose another file.`);
      throw badData(
        this.options.missing === 'mean'
          ? `${file} must have a row with a target, got none in ${formatCount(rows)}; choose another --target.`
          : `${file} must have a row without a missing cell, got none in ${formatCount(rows)}, missing ${this.gapList()}; use --missing mean, or leave columns out.`,
      );
    }
    const finished = this.features.map((feature) => feature.finish(blocks.rows));
    const columns = {
      features: finished.map(({ column }) => column),
      targets: this.targets.map(({ name }) => name),
    };
    const x = blocks.expanded(
      columns.features,
      finished.map(({ ranks }) => ranks),
    );
    if (x.rows * x.columns > MOST_VALUES) {
      throw badData(
        `${file} must give at most ${formatCount(MOST_VALUES)} values, got ${formatCount(x.rows)} rows of ${formatCount(x.columns)} features; leave out columns of text, which have a feature for each category.`,
      );
    }
    const leftOut = this.leftOut.map(
      ({ name, isEmpty }) => `${formatText(name)} (${isEmpty ? 'empty' : 'row names'})`,
    );
    const dataset = {
      x,
      y: together(this.targets.map((target) => target.finish())),
      columns,
      ...this.droppedRows(),
      ...(leftOut.length > 0 && { leftOut }),
    };
    return blocks.rows === rows ? dataset : { ...dataset, rowNumbers: Int32Array.from(this.kept) };
  }

  /** @throws AdamTrainError (exit code 3) at a cell of a column that is left out because it was empty so far */
  private checkEmpty(cells: readonly string[], { name, position }: ChosenColumn, line: number): void {
    const cell = (cells[position] as string).trim();
    if (cell === '') return;
    throw badCell(
      { file: this.file, line, column: name },
      `must be empty as in the rows before, because it has no name, got ${formatText(cell)}; name it in the header, or ${leaveOut(name, this.options)}`,
    );
  }

  /** What --missing took away, the columns in the order of the table's features. */
  private droppedRows(): Pick<Dataset, 'dropped'> {
    const { missing } = this.options;
    const rows = this.rows - this.blocks.rows;
    if (missing === 'error' || (missing === 'mean' && rows === 0)) return {};
    return { dropped: { rows, of: this.rows, columns: this.gaps() } };
  }

  private gaps(): DroppedRows['columns'] {
    return [...this.features, ...this.targets].flatMap(({ name }) => {
      const rows = this.dropped.get(name);
      return rows === undefined ? [] : [{ name, rows }];
    });
  }

  /** The columns that cost most rows: `weight in 30, colour in 12` */
  private gapList(): string {
    const most = this.gaps().sort((a, b) => b.rows - a.rows);
    return shortList(most.map(({ name, rows }) => `${name} in ${formatCount(rows)}`));
  }

  private missingCell(column: ChosenColumn, line: number): Error {
    const cure = this.targets.some((target) => target === column)
      ? 'or use --missing drop'
      : `use --missing drop or mean, or ${leaveOut(column.name, this.options)}`;
    return badCell(
      { file: this.file, line, column: column.name },
      `must have a value, got a missing cell; fill it in, ${cure}`,
    );
  }
}

/** The targets' values side by side: [rows, targets] */
function together(targets: readonly Float64Array[]): Matrix {
  const [first = new Float64Array(0)] = targets;
  const columns = targets.length;
  if (columns === 1) return columnVector(first);
  const values = new Float64Array(first.length * columns);
  for (const [column, own] of targets.entries()) {
    for (let row = 0; row < own.length; row++) values[row * columns + column] = own[row] as number;
  }
  return { rows: first.length, columns, values };
}
