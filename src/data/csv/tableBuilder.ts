import { badData } from '../../errors.js';
import { formatCount, formatText } from '../../format.js';
import type { Dataset } from '../dataset.js';
import { columnVector, type Matrix, MOST_VALUES } from '../matrix.js';
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
import { MissingRows } from './columns/missingRows.js';
import { TargetReader } from './columns/targetReader.js';
import { describeEmptyEnd } from './rows/emptyEnd.js';
import type { Header } from './rows/header.js';
import type { CsvRecord } from './rows/records.js';
import { checkFirstRow } from './rows/unitsRow.js';
import { badCell } from './sentences.js';
import type { MissingChoice } from './settings.js';

/** Makes a data set of rows of cells. */
export class TableBuilder {
  /** Rows of delimiters alone below the last one. */
  emptyEnd = 0;
  private readonly features: FeatureReader[];
  private readonly targets: TargetReader[];
  private readonly leftOut: ChosenColumns['leftOut'];
  private readonly missing: MissingRows;
  private readonly blocks: FeatureBlocks;
  private readonly values: Float64Array;
  /** The kept rows' numbers. */
  private readonly kept: number[] = [];
  private rows = 0;

  /** @param rows the first ones, to judge the table by */
  constructor(
    header: Header,
    rows: readonly CsvRecord[],
    private readonly file: string,
    private readonly options: ColumnChoice & CellFormat & { missing: MissingChoice },
  ) {
    const cells = new Cells(options);
    const { targets, features, leftOut } = chooseColumns(options, header, file);
    const positions = [...targets, ...features.filter(({ isText }) => !isText)].map(
      ({ position }) => position,
    );
    checkFirstRow(rows, { header, file, positions, cells });
    this.leftOut = leftOut;
    this.features = features.map(
      ({ name, position, isText }) => new FeatureReader({ name, position, isText }, file, options, cells),
    );
    this.targets = targets.map((target) => new TargetReader(target, file, cells));
    this.missing = new MissingRows(this.targets, this.features, file, options, cells);
    this.blocks = new FeatureBlocks(features.length);
    this.values = new Float64Array(features.length);
  }

  /** @throws AdamTrainError (exit code 3) if a cell cannot be taken */
  add(cells: readonly string[], line: number): void {
    const row = this.rows++;
    for (const column of this.leftOut) if (column.isEmpty) this.checkEmpty(cells, column, line);
    if (this.missing.drops(cells, line)) return;
    if (this.options.missing !== 'error') this.kept.push(row);
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
          : `${file} must have a row without a missing cell, got none in ${formatCount(rows)}, missing ${this.missing.list}; use --missing mean, or leave columns out.`,
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
    const leftOut = [
      ...this.leftOut.map(({ name, isEmpty }) => `${formatText(name)} (${isEmpty ? 'empty' : 'row names'})`),
      ...(this.emptyEnd > 0 ? [describeEmptyEnd(this.emptyEnd)] : []),
    ];
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

  /** What --missing took away. */
  private droppedRows(): Pick<Dataset, 'dropped'> {
    const { missing } = this.options;
    const rows = this.rows - this.blocks.rows;
    if (missing === 'error' || (missing === 'mean' && rows === 0)) return {};
    return { dropped: { rows, of: this.rows, columns: this.missing.columns } };
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
