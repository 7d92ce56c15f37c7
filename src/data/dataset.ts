import type { Columns } from './columns.js';
import type { Matrix, RowSource } from './matrix.js';

/** Rows that were left out for a missing cell. */
export interface DroppedRows {
  rows: number;
  /** Rows in all. */
  of: number;
  /** The columns with a missing cell, and how many rows each of them alone would have cost. */
  columns: { name: string; rows: number }[];
}

/** Data before they are split, from wherever they come. */
export interface Dataset {
  /** Raw features, categories expanded; NaN stands for a missing cell that the training rows' mean is to fill. */
  x: RowSource;
  /** [rows, targets] */
  y: Matrix;
  columns: Columns;
  /** Where each row stood in the file, from 0; absent where no row was dropped. */
  rowNumbers?: Int32Array;
  /** Where rows with a missing cell were to be dropped, or some without a target were. */
  dropped?: DroppedRows;
  /** Columns that nobody asked for and that are no features, and why: column 1 (row names) */
  leftOut?: string[];
  /** Of the file's bytes, or of the generated numbers, in hexadecimal. */
  sha256: string;
}
