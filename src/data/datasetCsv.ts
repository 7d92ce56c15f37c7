import { csvRows } from '../files/csvRows.js';
import { generatedColumns } from './columns.js';
import type { RowSource } from './matrix.js';

/** Cells of a text: one string could not hold a row of millions. */
const CELLS_IN_A_PIECE = 20_000;

/** Generated data as CSV, in full precision and in pieces: the columns x1, x2 … and y. */
export function* datasetCsv({ x, y }: { x: RowSource; y: Float64Array }): Generator<string> {
  const { features, target } = generatedColumns(x.columns);
  yield* wideRow([...features.map(({ name }) => name), target]);
  const values = new Float64Array(x.columns + 1);
  const readRow = (row: number) => {
    x.copyRow(row, values, 0);
    values[x.columns] = y[row] as number;
    return values;
  };
  const rows = Math.floor(CELLS_IN_A_PIECE / values.length);
  for (let start = 0; start < x.rows; start += Math.max(1, rows)) {
    if (rows < 1) yield* wideRow(readRow(start));
    else {
      const piece = y.subarray(start, start + rows);
      yield csvRows(Array.from(piece, (_, i) => Array.from(readRow(start + i))));
    }
  }
}

function* wideRow(cells: readonly string[] | Float64Array): Generator<string> {
  for (let start = 0; start < cells.length; start += CELLS_IN_A_PIECE) {
    const end = Math.min(cells.length, start + CELLS_IN_A_PIECE);
    const text = csvRows([Array.from<string | number>(cells.slice(start, end))]);
    yield end === cells.length ? text : `${text.trimEnd()},`;
  }
}
