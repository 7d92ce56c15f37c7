import { checkArgument } from '../settings/arguments.js';
import { positiveWhole } from '../settings/numbers.js';

/** A dense matrix, row by row: `values[row * columns + column]`. */
export interface Matrix<Values extends Float32Array | Float64Array = Float64Array> {
  rows: number;
  columns: number;
  values: Values;
}

/** A row's values, which share the matrix's memory. */
export function rowOf<Values extends Float32Array | Float64Array>(
  { columns, values }: Matrix<Values>,
  row: number,
): Values {
  return values.subarray(row * columns, (row + 1) * columns) as Values;
}

/** A column's values: [rows]; the matrix's own where there is no other column. */
export function columnOf<Values extends Float32Array | Float64Array>(
  { rows, columns, values }: Matrix<Values>,
  column: number,
): Values {
  if (columns === 1) return values;
  const taken = values.slice(0, rows) as Values;
  for (let row = 0; row < rows; row++) taken[row] = values[row * columns + column] as number;
  return taken;
}

/** A matrix of one column. */
export function columnVector<Values extends Float32Array | Float64Array>(values: Values): Matrix<Values> {
  return { rows: values.length, columns: 1, values };
}

/** Numbers that no machine's memory would hold. */
export const MOST_VALUES = 500_000_000;

/** Rows that are handed out one at a time, so that large data need not be there twice. */
export interface RowSource {
  rows: number;
  columns: number;
  /** Writes a row's values to `to` from `offset` on, rounded to what `to` holds. */
  copyRow(row: number, to: Float32Array | Float64Array, offset: number): void;
  /** Gives the rows' memory back; none can be copied afterwards. */
  release?(): void;
}

/**
 * Gives arrays' memory back soon: they are empty afterwards. Left to itself the garbage collector may keep large arrays
 * through a whole training, because they have grown old and training makes little that is; moved to new buffers that nobody
 * holds, they go with the next collection of young objects.
 */
export function release(arrays: readonly (Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>)[]): void {
  for (const { buffer } of arrays) structuredClone(buffer, { transfer: [buffer] });
}

/** @throws UsageError if it is no matrix of at least one row and column, or its values are not as many as its rows and columns say */
export function checkMatrix(name: string, x: Matrix<Float32Array | Float64Array>): void {
  checkArgument(name, x, {
    words: 'a matrix { rows, columns, values }',
    holds: (value) => typeof value === 'object' && value !== null,
  });
  checkArgument(`${name}.rows`, x.rows, positiveWhole);
  checkArgument(`${name}.columns`, x.columns, positiveWhole);
  checkArgument(`${name}.values`, x.values, {
    words: `a Float64Array or Float32Array of ${x.rows} times ${x.columns} values`,
    holds: (value) => isFloats(value) && value.length === x.rows * x.columns,
  });
}

export function isFloats(value: unknown): value is Float32Array | Float64Array {
  return value instanceof Float64Array || value instanceof Float32Array;
}
