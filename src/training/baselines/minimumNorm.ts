import type { Work } from '../../turns.js';
import type { Factor } from './pivotedCholesky.js';

/**
 * What solves RᵀR·x = b with the least norm, for any b of the columns' space.
 *
 * Rᵀ·z = b and R·x = z are solved one after another. Where R has fewer rows than columns, reflections take it to a triangle T first,
 * R·Z = (T 0): then x = Z·(T⁻¹z, 0).
 *
 * @param factor is reflected in place
 * @see Golub & Van Loan, "Matrix Computations", 5.5.3
 */
export function* minimumNormSolver({ size, rows, pivots }: Factor): Work<(b: Float64Array) => Float64Array> {
  const original = rows.map((row) => pivots.map((pivot) => row[pivot] as number));
  const isPivot = new Set(pivots);
  const free = Array.from({ length: size }, (_, j) => j).filter((j) => !isPivot.has(j));
  const reflections: Reflection[] = [];
  for (let k = rows.length - 1; k >= 0 && free.length > 0; k--) {
    const reflection = reflectionOf(rows[k] as Float64Array, [pivots[k] as number, ...free]);
    for (let i = 0; i <= k; i++) reflect(rows[i] as Float64Array, reflection);
    reflections.push(reflection);
    yield;
  }
  return (b) => {
    const rank = rows.length;
    const z = new Float64Array(rank);
    for (let k = 0; k < rank; k++) {
      let sum = b[pivots[k] as number] as number;
      for (let l = 0; l < k; l++) sum -= (original[l]?.[k] as number) * (z[l] as number);
      z[k] = sum / (original[k]?.[k] as number);
    }
    const x = new Float64Array(size);
    for (let k = rank - 1; k >= 0; k--) {
      const row = rows[k] as Float64Array;
      let sum = z[k] as number;
      for (let l = k + 1; l < rank; l++)
        sum -= (row[pivots[l] as number] as number) * (x[pivots[l] as number] as number);
      x[pivots[k] as number] = sum / (row[pivots[k] as number] as number);
    }
    for (const reflection of reflections.toReversed()) reflect(x, reflection);
    return x;
  };
}

/** I − 2·u·uᵀ in some columns. */
interface Reflection {
  columns: readonly number[];
  u: Float64Array;
}

/** The one that takes a row's values in these columns to the first of them. */
function reflectionOf(row: Float64Array, columns: readonly number[]): Reflection {
  const u = Float64Array.from(columns, (column) => row[column] as number);
  const first = u[0] as number;
  u[0] = first + Math.sign(first) * norm(u); // a pivot is above 0
  const length = norm(u);
  return { columns, u: u.map((value) => value / length) };
}

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function reflect(vector: Float64Array, { columns, u }: Reflection): void {
  let dot = 0;
  for (let i = 0; i < columns.length; i++) dot += (u[i] as number) * (vector[columns[i] as number] as number);
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as number;
    vector[column] = (vector[column] as number) - 2 * dot * (u[i] as number);
  }
}
