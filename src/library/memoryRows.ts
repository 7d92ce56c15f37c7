import { generatedTargets } from '../data/columns.js';
import type { Header } from '../data/csv/rows/header.js';
import type { TablePiece } from '../data/csv/rows/readTexts.js';
import type { CsvRecord } from '../data/csv/rows/records.js';
import { isFloats, type Matrix } from '../data/matrix.js';
import { UsageError } from '../errors.js';
import { formatText } from '../format.js';
import { shown } from '../settings/arguments.js';

/** A value of a row; null, undefined and NaN are missing. */
export type Cell = number | string | boolean | null | undefined;

/** A row by its columns' names. */
export type Row = Readonly<Record<string, Cell>>;

/** Rows with the names of their columns in order, as readCsv gives them; without `columns` the rows' own keys are taken. */
export type Table = readonly Row[] & { readonly columns?: readonly string[] };

/** Features as numbers: a matrix, or a list of rows. NaN is a missing one. */
export type Features = Matrix<Float32Array | Float64Array> | readonly ArrayLike<number>[];

/** Features and target as numbers; the columns are called x1, x2 … and y, or y1, y2 …. */
export interface Samples {
  x: Features;
  /** [rows], or [rows][targets] */
  y: ArrayLike<number> | readonly ArrayLike<number>[];
}

const ROWS_IN_A_PIECE = 8192;

/**
 * Rows in memory as a table's pieces, so that they are taken as a file's are; their lines are counted from 1.
 *
 * @param file what messages call the rows
 */
export function piecesOf(data: Table | Samples, file = 'data'): Iterable<TablePiece> {
  if (Array.isArray(data)) return rowPieces(data, file);
  const { x, y } = (data ?? {}) as Samples;
  const features = matrixOf('data.x', x);
  const { names: targets, at } = targetsOf(y, features.rows);
  const names = Array.from({ length: features.columns }, (_, i) => `x${i + 1}`);
  const cellsOf = (row: number) => [
    ...Array.from({ length: features.columns }, (_, i) => cellText(features.at(row, i))),
    ...targets.map((_, i) => cellText(at(row, i))),
  ];
  return pieces(file, [...names, ...targets], features.rows, cellsOf);
}

/** The columns' names: those of the table that the rows have, then others in the order in which they first appear. */
function columnsOf(rows: Table, file: string): string[] {
  const found = new Set<string>();
  for (const [i, row] of rows.entries()) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      throw new UsageError(
        `Each row of ${file} must be an object { column: value }, got ${shown(row)} for row ${i + 1}; give lists of numbers as { x, y }.`,
      );
    }
    for (const name of Object.keys(row)) found.add(name);
  }
  const known = (rows.columns ?? []).filter((name) => rows.length === 0 || found.has(name));
  return [...new Set([...known, ...found])];
}

function rowPieces(rows: Table, file: string): Iterable<TablePiece> {
  const names = columnsOf(rows, file);
  return pieces(file, names, rows.length, (i) => {
    const row = rows[i] as Row;
    return names.map((name) => {
      const value = Object.hasOwn(row, name) ? row[name] : undefined;
      if (typeof value !== 'object' || value === null) return cellText(value);
      const cure = (value as unknown) instanceof Date ? 'write a date as a number' : 'take it apart';
      throw new UsageError(
        `Each value of ${file} must be a number, a text, a boolean or null, got ${shown(value)} for ${formatText(name)} in row ${i + 1}; ${cure}, or leave it out.`,
      );
    });
  });
}

function* pieces(
  file: string,
  names: readonly string[],
  count: number,
  cellsOf: (row: number) => string[],
): Generator<TablePiece> {
  const header: Header = {
    names: [...names],
    positions: new Map(names.map((name, i) => [name, i])),
    ...{ repeated: new Map(), empty: new Set(), rowNames: [], isInMemory: true },
  };
  // The first piece comes even if there is no row.
  for (let start = 0; start === 0 || start < count; start += ROWS_IN_A_PIECE) {
    const length = Math.min(ROWS_IN_A_PIECE, count - start);
    const rows: CsvRecord[] = Array.from({ length }, (_, i) => ({
      cells: cellsOf(start + i),
      line: start + i + 1,
    }));
    yield { file, header, rows };
  }
}

/** A value as a cell has it: reading it gives the same double. */
function cellText(value: Cell): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Numbers by row and column. */
interface Numbers {
  rows: number;
  columns: number;
  at(row: number, column: number): number;
}

/** @throws UsageError if it is neither a matrix nor a list of rows of one length */
export function matrixOf(name: string, x: Features): Numbers {
  const wrong = (got: string) =>
    new UsageError(
      `${name} must be a list of rows of numbers, or a matrix { rows, columns, values }, got ${got}; give one of them.`,
    );
  if (Array.isArray(x)) {
    const columns = (x[0] as ArrayLike<number> | undefined)?.length ?? 0;
    x.forEach((row: ArrayLike<number>, i) => {
      if (!isNumbers(row)) throw wrong(`${shown(row)} for row ${i + 1}`);
      if (row.length !== columns)
        throw wrong(`${columns} numbers in row 1 and ${row.length} in row ${i + 1}`);
    });
    return { rows: x.length, columns, at: (row, column) => x[row][column] };
  }
  const { rows, columns, values } = (x ?? {}) as Matrix;
  if (!isFloats(values) || values.length !== rows * columns) throw wrong(shown(x));
  return { rows, columns, at: (row, column) => values[row * columns + column] as number };
}

/** The numbers to predict, and what they are called: y, or y1, y2 … */
export function targetsOf(
  y: Samples['y'],
  rows?: number,
): { names: string[]; at: (row: number, target: number) => number } {
  const rule = 'data.y must be a list of a number, or of as many numbers, for each row of data.x';
  const list = y as ArrayLike<number | ArrayLike<number>> | null | undefined;
  if (typeof list !== 'object' || list === null || typeof list.length !== 'number') {
    throw new UsageError(`${rule}, got ${shown(y)}; give one.`);
  }
  if (rows !== undefined && list.length !== rows) {
    throw new UsageError(`${rule}, got ${list.length} for ${rows} rows; give one for each row.`);
  }
  const values = Array.from(list, (value) => (typeof value === 'number' || value === null ? [value] : value));
  const count = (values[0] as ArrayLike<number> | undefined)?.length ?? 1;
  const wrong = values.findIndex((value) => !isNumbers(value) || value.length !== count || count === 0);
  if (wrong >= 0) {
    throw new UsageError(
      `${rule}, got ${shown(list[wrong])} for row ${wrong + 1}; give as many to each row.`,
    );
  }
  return {
    names: generatedTargets(count),
    at: (row, target) => (values[row] as ArrayLike<number>)[target] as number,
  };
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  if (isFloats(value) || value instanceof Int32Array) return true;
  return Array.isArray(value) && value.every((each) => typeof each === 'number' || each === null);
}
