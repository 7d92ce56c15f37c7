import { csvRows } from '../files/csvRows.js';
import { generatedColumns } from './columns.js';
import { type Matrix, type RowSource, rowOf } from './matrix.js';

/** Cells of a text: one string could not hold a row of millions. */
const CELLS_IN_A_PIECE = 20_000;

/** Generated data as CSV, in full precision and in pieces: the columns x1, x2 … and y, or y1, y2 … */
export function* datasetCsv({ x, y }: { x: RowSource; y: Matrix }): Generator<string> {
  const { features, targets } = generatedColumns({ features: x.columns, targets: y.columns });
  yield* wideRow([...features.map(({ name }) => name), ...targets]);
  const values = new Float64Array(x.columns + y.columns);
  const readRow = (row: number) => {
    x.copyRow(row, values, 0);
    values.set(rowOf(y, row), x.columns);
    return values;
  };
  const rows = Math.floor(CELLS_IN_A_PIECE / values.length);
  for (let start = 0; start < x.rows; start += Math.max(1, rows)) {
    if (rows < 1) yield* wideRow(readRow(start));
    else {
      const length = Math.min(rows, x.rows - start);
      yield csvRows(Array.from({ length }, (_, i) => Array.from(readRow(start + i))));
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
