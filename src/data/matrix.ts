/** A dense matrix: `values[row * columns + column]`. */
export interface Matrix<Values extends Float32Array | Float64Array = Float64Array> {
  rows: number;
  columns: number;
  values: Values;
}
