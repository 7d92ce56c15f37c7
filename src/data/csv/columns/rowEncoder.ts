import { badData } from '../../../errors.js';
import { formatText } from '../../../format.js';
import { type Columns, type FeatureColumn, featureNames, MISSING_CATEGORY } from '../../columns.js';
import type { Matrix } from '../../matrix.js';
import type { Cells } from '../cells.js';
import { noNumberSentence } from '../numbers/numberSentence.js';
import { type Header, headerCure } from '../rows/header.js';
import type { CsvRecord } from '../rows/records.js';
import { checkFirstRow } from '../rows/unitsRow.js';
import { rowsAtOnce } from '../rowsAtOnce.js';
import { badCell, nameList, type Place } from '../sentences.js';
import { booleanOf } from './booleans.js';
import { checkOnce } from './chooseColumns.js';
import { readTarget } from './targetReader.js';

/** What to do with cells that training did not see. */
export interface UnseenCells {
  /** A text that is none of the column's categories, or is missing: stop, or put 0 in all of the column's features. */
  unknownCategory: 'error' | 'zeros';
  /** A missing number: stop, or put NaN for the caller to fill with the training rows' mean. */
  missing: 'error' | 'mean';
}

/** Some rows to predict from. */
export interface TableRows {
  /** Raw features, categories expanded: [rows, features] */
  x: Matrix;
  /** Each target, NaN where it is missing; undefined where the table has no such column: [rows] */
  actual: (Float64Array | undefined)[];
  /** The first row's number, from 0. */
  firstRow: number;
}

/** Turns rows of cells into a model's features. */
export class RowEncoder {
  rows = 0;
  private firstRow = 0;
  private readonly width: number;
  private readonly most: number;
  private readonly features: { column: FeatureColumn; position: number; ranks: Map<string, number> }[];
  private readonly targets: { name: string; position: number | undefined }[];
  private x: Float64Array;
  private actual: (Float64Array | undefined)[];

  constructor(
    columns: Columns,
    header: Header,
    private readonly file: string,
    private readonly unseen: UnseenCells,
    private readonly cells: Cells,
  ) {
    const { names, positions } = header;
    const absent = columns.features.map(({ name }) => name).filter((name) => !positions.has(name));
    if (absent.length > 0) {
      const noun = absent.length === 1 ? 'the column' : 'the columns';
      const cure = headerCure(header);
      throw badData(
        `${file} must have ${noun} ${nameList(absent)}, which the model was trained on; it has ${nameList(names)}${cure === undefined ? '' : `; ${cure}`}.`,
      );
    }
    const used = columns.features.map(({ name }) => name);
    checkOnce([...used, ...columns.targets], header, file, () => 'rename one');
    this.features = columns.features.map((column) => ({
      column,
      position: positions.get(column.name) as number,
      ranks: column.kind === 'category' ? ranksOf(column.categories) : new Map(),
    }));
    this.targets = columns.targets.map((name) => ({ name, position: positions.get(name) }));
    this.width = featureNames(columns).length;
    this.most = rowsAtOnce(this.width);
    this.x = new Float64Array(this.most * this.width);
    this.actual = this.emptyTargets();
  }

  checkFirstRow(header: Header, rows: readonly CsvRecord[]): void {
    const numbers = this.features.filter(({ column }) => column.kind === 'number');
    const positions = [...numbers, ...this.targets].flatMap(({ position }) => position ?? []);
    checkFirstRow(rows, { header, file: this.file, positions, cells: this.cells });
  }

  get isUnused(): boolean {
    return this.rows === 0 && this.firstRow === 0;
  }

  /** Whether its rows are to be taken before others are added. */
  get isFull(): boolean {
    return this.rows === this.most;
  }

  add({ cells, line }: CsvRecord): void {
    let at = this.rows * this.width;
    for (const { column, position, ranks } of this.features) {
      const place = () => ({ file: this.file, line, column: column.name });
      const cell = cells[position] as string;
      if (column.kind === 'number') this.x[at++] = this.readNumber(cell, place);
      else {
        const text = this.cells.isMissing(cell) ? MISSING_CATEGORY : cell.trim();
        const rank = ranks.get(text) ?? ranks.get(booleanOf(text) ?? text);
        if (rank !== undefined) this.x[at + rank] = 1;
        else if (this.unseen.unknownCategory === 'error')
          throw unknownCategory(cell, column.categories, place());
        at += column.categories.length;
      }
    }
    for (const [i, { name, position }] of this.targets.entries()) {
      const { [i]: values } = this.actual;
      if (position === undefined || values === undefined) continue;
      const cell = cells[position] as string;
      values[this.rows] = this.cells.isMissing(cell)
        ? Number.NaN
        : readTarget(cell, this.cells, () => ({ file: this.file, line, column: name }));
    }
    this.rows++;
  }

  /** The rows since the last call. */
  take(): TableRows {
    const { rows, firstRow, width, most } = this;
    const taken = {
      x: { rows, columns: width, values: this.x.subarray(0, rows * width) },
      actual: this.actual.map((values) => values?.subarray(0, rows)),
      firstRow,
    };
    this.firstRow += rows;
    this.rows = 0;
    this.x = new Float64Array(most * width);
    this.actual = this.emptyTargets();
    return taken;
  }

  private emptyTargets(): (Float64Array | undefined)[] {
    return this.targets.map(({ position }) =>
      position === undefined ? undefined : new Float64Array(this.most),
    );
  }

  private readNumber(cell: string, place: () => Place): number {
    const value = this.cells.readFinite(cell, place);
    if (!Number.isNaN(value)) return value;
    if (this.cells.isMissing(cell)) {
      if (this.unseen.missing === 'mean') return value;
      throw badCell(place(), 'must have a value, got a missing cell; fill it in, or leave the row out');
    }
    throw badCell(
      place(),
      noNumberSentence(cell.trim(), this.cells.marks, {
        rule: 'must be a number as in training',
        cure: 'leave the row out',
      }),
    );
  }
}

/** Where each category stands; truth values also under their text in lower case. */
function ranksOf(categories: readonly string[]): Map<string, number> {
  const ranks = new Map<string, number>();
  categories.forEach((text, rank) => {
    const boolean = booleanOf(text);
    if (boolean !== undefined && !ranks.has(boolean)) ranks.set(boolean, rank);
  });
  categories.forEach((text, rank) => {
    ranks.set(text, rank);
  });
  return ranks;
}

function unknownCategory(cell: string, categories: readonly string[], place: Place): Error {
  return badCell(
    place,
    `must be a category that the model knows (${nameList(categories.filter((text) => text !== MISSING_CATEGORY))}), got ${formatText(cell.trim())}; correct it, or take unknown ones as none of them with --unknown zeros`,
  );
}
