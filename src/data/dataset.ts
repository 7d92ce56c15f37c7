import type { Columns } from './columns.js';
import type { RowSource } from './matrix.js';

/** Data before they are split, from wherever they come. */
export interface Dataset {
  /** Raw features, categories expanded; NaN stands for a missing cell that the training rows' mean is to fill. */
  x: RowSource;
  /** [rows] */
  y: Float64Array;
  columns: Columns;
  /** Where each row stood in the file, from 0; absent where no row was dropped. */
  rowNumbers?: Int32Array;
  /** Of the file's bytes, in hexadecimal; absent for generated data. */
  sha256?: string;
}
