import type { Work } from '../../turns.js';
import { addProducts, BLOCK } from './products.js';

/** RᵀR = G: as many rows as G's rank, each of G's whole width. */
export interface Factor {
  /** G's. */
  size: number;
  /** Row by row; row k is zero in the pivots of the rows before it. */
  rows: Float64Array[];
  /** The column in which each row begins, where its pivot is. */
  pivots: number[];
}

/**
 * The Cholesky factor of a positive semidefinite matrix, with the largest pivot first; it ends at a pivot that is not above
 * `tolerance` times the first.
 *
 * @param gram [size, size], of which the upper triangle is read, and written over
 * @see Higham (1990), "Analysis of the Cholesky Decomposition of a Semi-definite Matrix"
 */
export function* pivotedCholesky(gram: Float64Array, size: number, tolerance: number): Work<Factor> {
  /** What of the diagonal the rows leave. */
  const left = Float64Array.from({ length: size }, (_, i) => gram[i * size + i] as number);
  const rows: Float64Array[] = [];
  const pivots: number[] = [];
  const isTaken = new Uint8Array(size);
  const limit = tolerance * Math.max(...left);
  while (rows.length < size) {
    const pivot = largest(left, isTaken);
    const square = left[pivot] as number;
    if (!(square > limit)) break;
    const row = Float64Array.from({ length: size }, (_, j) => upper(gram, size, pivot, j));
    // What the blocks before have taken is no longer in the matrix.
    subtractShares(row, rows.slice(rows.length - (rows.length % BLOCK)), pivot);
    isTaken[pivot] = 1;
    const diagonal = Math.sqrt(square);
    for (let j = 0; j < size; j++) {
      const value = isTaken[j] === 1 ? 0 : (row[j] as number) / diagonal;
      row[j] = value;
      left[j] = (left[j] as number) - value * value;
    }
    row[pivot] = diagonal;
    rows.push(row);
    pivots.push(pivot);
    if (rows.length % BLOCK === 0) addProducts(gram, rows.slice(-BLOCK), -1, isTaken);
    yield;
  }
  return { size, rows, pivots };
}

function upper(gram: Float64Array, size: number, i: number, j: number): number {
  return gram[Math.min(i, j) * size + Math.max(i, j)] as number;
}

function largest(values: Float64Array, isTaken: Uint8Array): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    if (isTaken[i] === 1) continue;
    if (best < 0 || (values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

/** row ← row − Σ R[k, pivot]·R[k] */
function subtractShares(row: Float64Array, rows: readonly Float64Array[], pivot: number): void {
  for (const other of rows) {
    const share = other[pivot] as number;
    for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) - share * (other[j] as number);
  }
}
