/** A dense matrix: `values[row * columns + column]`. */
export interface Matrix<Values extends Float32Array | Float64Array = Float64Array> {
  rows: number;
  columns: number;
  values: Values;
}

/** Rows that are handed out one at a time, so that large data need not be there twice. */
export interface RowSource {
  rows: number;
  columns: number;
  /** Writes a row's values to `to` from `offset` on, rounded to what `to` holds. */
  copyRow(row: number, to: Float32Array | Float64Array, offset: number): void;
  /** Gives the rows' memory back; none can be copied afterwards. */
  release?(): void;
}
