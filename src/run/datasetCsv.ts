import { generatedColumns } from '../data/columns.js';
import type { RowSource } from '../data/matrix.js';
import { csvRows } from './csv.js';

const ROWS_IN_A_PIECE = 2000;

/** Generated data as CSV, in full precision and in pieces: the columns x1, x2 … and y. */
export function* datasetCsv({ x, y }: { x: RowSource; y: Float64Array }): Generator<string> {
  const { features, target } = generatedColumns(x.columns);
  yield csvRows([[...features.map(({ name }) => name), target]]);
  const values = new Float64Array(x.columns);
  for (let start = 0; start < x.rows; start += ROWS_IN_A_PIECE) {
    const piece = y.subarray(start, start + ROWS_IN_A_PIECE);
    yield csvRows(
      Array.from(piece, (actual, i) => {
        x.copyRow(start + i, values, 0);
        return [...values, actual];
      }),
    );
  }
}
