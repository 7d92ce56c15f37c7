import type { Columns } from '../columns.js';
import type { Matrix } from '../matrix.js';

/** Some rows of a table that is read as a model's columns say. */
export interface TablePiece {
  /** Raw features [rows, features], NaN where a cell is missing that is to be filled. */
  x: Matrix<Float32Array>;
  /** The target [rows], where the table has it. */
  actual?: Float64Array;
  /** The first row's place in the table, from 0. */
  firstRow: number;
}

/** How a table is read for a model. */
export interface TableReading {
  columns: Columns;
  noHeader: boolean;
  delimiter: string | undefined;
  /** Whether a missing number is an error or becomes NaN. */
  missing: 'error' | 'mean';
  /** Whether a category that training did not know is an error or becomes zeros. */
  unknown: 'error' | 'zeros';
}

/**
 * Stands in for the reader of CSV files until that is written.
 *
 * @param path a file, or - for standard input
 */
export function streamTable(_path: string, _reading: TableReading): AsyncIterable<TablePiece> {
  throw new Error('streamTable is yet to be written');
}
