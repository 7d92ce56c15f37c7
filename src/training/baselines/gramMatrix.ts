import type { Matrix } from '../../data/matrix.js';
import type { Work } from '../../turns.js';
import { addProducts, BLOCK } from './products.js';

/**
 * XᵀX of the rows less their means, [columns, columns], of which the upper triangle is filled; summed in double precision.
 *
 * @param means of the columns
 */
export function* gramMatrix(x: Matrix<Float32Array>, means: Float64Array): Work<Float64Array> {
  const { rows, columns } = x;
  const gram = new Float64Array(columns * columns);
  const centred = Array.from({ length: BLOCK }, () => new Float64Array(columns));
  for (let start = 0; start < rows; start += BLOCK) {
    for (const [i, row] of centred.entries()) copyCentred(x, start + i, means, row);
    addProducts(gram, centred, 1);
    yield;
  }
  return gram;
}

/** A row less the means; zeros for one behind the last. */
function copyCentred(
  { rows, columns, values }: Matrix<Float32Array>,
  row: number,
  means: Float64Array,
  to: Float64Array,
): void {
  if (row >= rows) {
    to.fill(0);
    return;
  }
  const start = row * columns;
  for (let j = 0; j < columns; j++) to[j] = (values[start + j] as number) - (means[j] as number);
}
