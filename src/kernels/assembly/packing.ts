// How gemm lays its operands out, so that its innermost loop reads both without gaps.

/** Rows of a tile. */
export const MR: i32 = 4;
/** Columns of a panel, which the build sets: 8, or 16 for registers of 256 bits. */
export const NR: i32 = COLUMNS;
/** Bytes of a panel's row. */
export const NR_BYTES: usize = NR << 2;

/** Terms of a column that are summed before they are added to its total, which keeps the rounding of long columns small. */
const TERMS: i32 = 64;

/** The number of columns that panels for n columns have. */
// @ts-expect-error: decorator
@inline
export function panelColumns(n: i32): i32 {
  return (n + NR - 1) & ~(NR - 1);
}

/**
 * Panels of NR columns, k by k; columns beyond n are zero.
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
    copyPair(row, to);
    if (NR == 16) copyPair(row + 32, to + 32);
    row += stride;
    to += NR_BYTES;
  }
}

/** Loads both before it stores, so that V8 may join them in 256 bits. */
// @ts-expect-error: decorator
@inline
function copyPair(from: usize, to: usize): void {
  const left = v128.load(from);
  const right = v128.load(from, 16);
  v128.store(to, left);
  v128.store(to, right, 16);
}

function packColumns(from: usize, stride: usize, kc: i32, to: usize): void {
  let p: i32 = 0;
  for (; p + 4 <= kc; p += 4) {
    for (let q: i32 = 0; q < NR; q += 4) transpose4(from + <usize>q * stride, stride, to + (q << 2), NR_BYTES);
    from += 16;
    to += 4 * NR_BYTES;
  }
  for (; p < kc; p++) {
    for (let q: i32 = 0; q < NR; q++) store<f32>(to + (q << 2), load<f32>(from + <usize>q * stride));
    from += 4;
    to += NR_BYTES;
  }
}

function packFew(from: usize, rowStride: usize, columnStride: usize, columns: i32, kc: i32, to: usize): void {
  for (let p: i32 = 0; p < kc; p++) {
    for (let q: i32 = 0; q < NR; q++) {
      store<f32>(to + (q << 2), q < columns ? load<f32>(from + <usize>q * columnStride) : 0);
    }
    from += rowStride;
    to += NR_BYTES;
  }
}

/** Adds a packed panel's sums to those of its columns, while it is in the first-level cache. */
function addColumnSums(panel: usize, columns: i32, kc: i32, sums: usize): void {
  for (let q: i32 = 0; q < columns; q += 4) {
    const four = sumOfFour(panel + (q << 2), kc);
    const at = sums + (q << 2);
    if (columns - q >= 4) v128.store(at, f32x4.add(v128.load(at), four));
    else addLanes(at, four, columns - q);
  }
}

/** Of four columns of a panel. */
function sumOfFour(row: usize, kc: i32): v128 {
  let sum = f32x4.splat(0);
  for (let first: i32 = 0; first < kc; first += TERMS) {
    let terms = f32x4.splat(0);
    for (const end = row + min(TERMS, kc - first) * NR_BYTES; row < end; row += NR_BYTES) {
      terms = f32x4.add(terms, v128.load(row));
    }
    sum = f32x4.add(sum, terms);
  }
  return sum;
}

/** Adds the first lanes of four, at most three. */
function addLanes(to: usize, four: v128, lanes: i32): void {
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(four, 0));
  if (lanes > 1) store<f32>(to + 4, load<f32>(to + 4) + f32x4.extract_lane(four, 1));
  if (lanes > 2) store<f32>(to + 8, load<f32>(to + 8) + f32x4.extract_lane(four, 2));
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
