// How gemm lays its operands out, so that its innermost loop reads both without gaps.

/** Rows of a tile, and columns of a panel. */
export const MR: i32 = 4;
export const NR: i32 = 8;

/** Terms of a column that are summed before they are added to its total, which keeps the rounding of long columns small. */
const TERMS: i32 = 64;

/** The number of columns that panels for n columns have. */
// @ts-expect-error: decorator
@inline
export function panelColumns(n: i32): i32 {
  return (n + NR - 1) & ~(NR - 1);
}

/**
 * Panels of 8 columns, k by k; columns beyond n are zero.
 *
 * @param sums 0, or where the sums of the columns go
 * @param addSums whether they are added to what is there
 */
export function packPanels(
  b: usize,
  bRow: i32,
  bColumn: i32,
  n: i32,
  kc: i32,
  to: usize,
  sums: usize,
  addSums: bool,
): void {
  if (sums != 0 && !addSums) memory.fill(sums, 0, n << 2);
  for (let j: i32 = 0; j < n; j += NR) {
    const columns = min(NR, n - j);
    const from = b + ((j * bColumn) << 2);
    if (columns == NR && bColumn == 1) packRows(from, bRow << 2, kc, to);
    else if (columns == NR && bRow == 1) packColumns(from, bColumn << 2, kc, to);
    else packFew(from, bRow << 2, bColumn << 2, columns, kc, to);
    if (sums != 0) addColumnSums(to, columns, kc, sums + (j << 2));
    to += (kc * NR) << 2;
  }
}

function packRows(row: usize, stride: usize, kc: i32, to: usize): void {
  for (let p: i32 = 0; p < kc; p++) {
    v128.store(to, v128.load(row));
    v128.store(to, v128.load(row, 16), 16);
    row += stride;
    to += 32;
  }
}

function packColumns(from: usize, stride: usize, kc: i32, to: usize): void {
  let p: i32 = 0;
  for (; p + 4 <= kc; p += 4) {
    transpose4(from, stride, to, 32);
    transpose4(from + 4 * stride, stride, to + 16, 32);
    from += 16;
    to += 128;
  }
  for (; p < kc; p++) {
    for (let q: i32 = 0; q < NR; q++) store<f32>(to + (q << 2), load<f32>(from + <usize>q * stride));
    from += 4;
    to += 32;
  }
}

function packFew(from: usize, rowStride: usize, columnStride: usize, columns: i32, kc: i32, to: usize): void {
  for (let p: i32 = 0; p < kc; p++) {
    for (let q: i32 = 0; q < NR; q++) {
      store<f32>(to + (q << 2), q < columns ? load<f32>(from + <usize>q * columnStride) : 0);
    }
    from += rowStride;
    to += 32;
  }
}

/** Adds a packed panel's sums to those of its columns, while it is in the first-level cache. */
function addColumnSums(panel: usize, columns: i32, kc: i32, sums: usize): void {
  let left = f32x4.splat(0);
  let right = left;
  for (let first: i32 = 0; first < kc; first += TERMS) {
    let termsLeft = f32x4.splat(0);
    let termsRight = termsLeft;
    for (const end = panel + (min(TERMS, kc - first) << 5); panel < end; panel += 32) {
      termsLeft = f32x4.add(termsLeft, v128.load(panel));
      termsRight = f32x4.add(termsRight, v128.load(panel, 16));
    }
    left = f32x4.add(left, termsLeft);
    right = f32x4.add(right, termsRight);
  }
  if (columns == NR) {
    v128.store(sums, f32x4.add(v128.load(sums), left));
    v128.store(sums, f32x4.add(v128.load(sums, 16), right), 16);
    return;
  }
  for (let q: i32 = 0; q < columns; q++) {
    const sum = laneOf(q < 4 ? left : right, q & 3);
    store<f32>(sums + (q << 2), load<f32>(sums + (q << 2)) + sum);
  }
}

// @ts-expect-error: decorator
@inline
function laneOf(values: v128, lane: i32): f32 {
  if (lane == 0) return f32x4.extract_lane(values, 0);
  if (lane == 1) return f32x4.extract_lane(values, 1);
  return lane == 2 ? f32x4.extract_lane(values, 2) : f32x4.extract_lane(values, 3);
}

/** Tiles of 4 rows, k by k; rows beyond m are zero. */
export function packTiles(a: usize, aRow: i32, aColumn: i32, mc: i32, kc: i32, to: usize): void {
  for (let t: i32 = 0; t < mc; t += MR) {
    const rows = min(MR, mc - t);
    const from = a + ((t * aRow) << 2);
    let p: i32 = 0;
    if (rows == MR && aRow == 1) {
      for (; p < kc; p++) {
        v128.store(to, v128.load(from + ((p * aColumn) << 2)));
        to += 16;
      }
    } else if (rows == MR && aColumn == 1) {
      for (; p + 4 <= kc; p += 4) {
        transpose4(from + (p << 2), aRow << 2, to, 16);
        to += 64;
      }
    }
    for (; p < kc; p++) {
      for (let r: i32 = 0; r < MR; r++) {
        const value: f32 = r < rows ? load<f32>(from + ((r * aRow + p * aColumn) << 2)) : 0;
        store<f32>(to + (r << 2), value);
      }
      to += 16;
    }
  }
}

/** Stores four rows of four floats as their columns, `toStride` bytes apart. */
// @ts-expect-error: decorator
@inline
function transpose4(from: usize, stride: usize, to: usize, toStride: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + stride);
  const r2 = v128.load(from + 2 * stride);
  const r3 = v128.load(from + 3 * stride);
  const a = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const b = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const c = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const d = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(a, c, 0, 1, 4, 5));
  v128.store(to + toStride, v128.shuffle<f32>(a, c, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, v128.shuffle<f32>(b, d, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, v128.shuffle<f32>(b, d, 2, 3, 6, 7));
}
