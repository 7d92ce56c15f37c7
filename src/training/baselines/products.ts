/** Rows that are taken into the sums in one pass over them. */
export const BLOCK = 64;
/** Rows that are taken into a sum at once: it is read and written once for all of them. */
const AT_ONCE = 8;
/** Columns whose sums stay in the first cache meanwhile. */
const TILE = 512;

/**
 * sums ← sums + sign·Σ rowᵀ·row, in the upper triangle of sums[columns, columns].
 *
 * @param rows [columns] each, in multiples of eight
 * @param isDone columns whose sums are no longer wanted
 */
export function addProducts(
  sums: Float64Array,
  rows: readonly Float64Array[],
  sign: 1 | -1,
  isDone?: Uint8Array,
): void {
  const columns = rows[0]?.length ?? 0;
  for (let i = 0; i < columns; i++) {
    if (isDone?.[i] === 1) continue;
    const row = sums.subarray(i * columns, (i + 1) * columns);
    for (let from = i; from < columns; from += TILE) {
      const to = Math.min(columns, from + TILE);
      for (let k = 0; k < rows.length; k += AT_ONCE) addEight(row, rows, k, sign, i, from, to);
    }
  }
}

function addEight(
  row: Float64Array,
  rows: readonly Float64Array[],
  k: number,
  sign: number,
  i: number,
  from: number,
  to: number,
): void {
  const [a, b, c, d] = [rows[k], rows[k + 1], rows[k + 2], rows[k + 3]] as FourRows;
  const [e, f, g, h] = [rows[k + 4], rows[k + 5], rows[k + 6], rows[k + 7]] as FourRows;
  const ai = sign * (a[i] as number);
  const bi = sign * (b[i] as number);
  const ci = sign * (c[i] as number);
  const di = sign * (d[i] as number);
  const ei = sign * (e[i] as number);
  const fi = sign * (f[i] as number);
  const gi = sign * (g[i] as number);
  const hi = sign * (h[i] as number);
  for (let j = from; j < to; j++) {
    row[j] =
      (row[j] as number) +
      (ai * (a[j] as number) + bi * (b[j] as number) + (ci * (c[j] as number) + di * (d[j] as number))) +
      (ei * (e[j] as number) + fi * (f[j] as number) + (gi * (g[j] as number) + hi * (h[j] as number)));
  }
}

type FourRows = [Float64Array, Float64Array, Float64Array, Float64Array];
