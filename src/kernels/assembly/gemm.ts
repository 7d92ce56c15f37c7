// C = op(A) · op(B) in float32, after Goto & van de Geijn (2008), "Anatomy of High-Performance Matrix Multiplication":
// B is packed into panels of 8 columns, A into tiles of 4 rows, and the innermost loop keeps a 4 x 8 tile of C in
// registers. Transposes are strides, and cost nothing beyond the packing. All offsets are bytes, all sizes elements.

import { addBias, relu as takeRelu } from './elementwise';
import { multiplyVector } from './gemv';
import { MR, NR, packPanels, packTiles } from './packing';

/** Terms of the sum in a block: a panel of B (KC x 8 floats, 8 KB) stays in the first-level cache. */
const KC: i32 = 256;
/** Rows of a block of A: MC x KC floats, 128 KB, stay in the second-level cache. */
const MC: i32 = 128;

/** Bytes of scratch that gemm needs for a product with `n` columns. */
export function scratchBytes(n: i32): i32 {
  const columns = (n + NR - 1) & ~(NR - 1);
  return (MC * KC + KC * columns + MR * NR) << 2;
}

/**
 * c[m, n] = op(a)[m, k] · op(b)[k, n], c row by row. Element (i, p) of op(a) is at a + 4·(i·aRow + p·aColumn), and
 * likewise for b. A bias[n], unless its offset is 0, is added to every row, and relu taken of the result if asked for.
 */
export function gemm(
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  bias: usize,
  relu: bool,
  scratch: usize,
): void {
  if (n == 1 && bRow == 1 && multiplyVector(a, aRow, aColumn, b, c, m, k)) {
    finish(c, bias, m, 1, relu);
    return;
  }
  const tiles = scratch;
  const panels = tiles + ((MC * KC) << 2);
  const corner = panels + ((KC * ((n + NR - 1) & ~(NR - 1))) << 2);
  if (k == 0) {
    memory.fill(c, 0, (m * n) << 2);
    finish(c, bias, m, n, relu);
  }
  for (let p: i32 = 0; p < k; p += KC) {
    const kc = min(KC, k - p);
    // Until the last block c holds a part of each sum.
    const isLast = p + kc == k;
    const lastBias = isLast ? bias : 0;
    const lastRelu = isLast && relu;
    packPanels(b + ((p * bRow) << 2), bRow, bColumn, n, kc, panels);
    for (let i: i32 = 0; i < m; i += MC) {
      const mc = min(MC, m - i);
      packTiles(a + ((i * aRow + p * aColumn) << 2), aRow, aColumn, mc, kc, tiles);
      for (let j: i32 = 0; j < n; j += NR) {
        const panel = panels + ((j * kc) << 2);
        for (let t: i32 = 0; t < mc; t += MR) {
          const target = c + (((i + t) * n + j) << 2);
          const tile = tiles + ((t * kc) << 2);
          const tileBias = lastBias == 0 ? 0 : lastBias + (j << 2);
          if (mc - t >= MR && n - j >= NR) {
            multiplyTile(tile, panel, kc, target, n, p > 0, tileBias, lastRelu);
          } else {
            const rows = min(MR, mc - t);
            const columns = min(NR, n - j);
            multiplyTile(tile, panel, kc, corner, NR, false, 0, false);
            copyCorner(corner, target, n, rows, columns, p > 0, tileBias, lastRelu);
          }
        }
      }
    }
  }
}

/** Adds the bias, if there is one, to a finished c[m, n], and takes relu of it if asked for. */
function finish(c: usize, bias: usize, m: i32, n: i32, relu: bool): void {
  if (bias != 0) addBias(c, bias, m, n);
  if (relu) takeRelu(c, m * n);
}

/** c[4, 8] = tile · panel, or that added to c; `stride` is the number of columns of c. */
function multiplyTile(
  tile: usize,
  panel: usize,
  kc: i32,
  c: usize,
  stride: i32,
  add: bool,
  bias: usize,
  relu: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (const end = panel + (kc << 5); panel < end; panel += 32) {
    const b0 = v128.load(panel);
    const b1 = v128.load(panel, 16);
    let a = v128.load_splat<f32>(tile);
    c00 = f32x4.add(c00, f32x4.mul(a, b0));
    c01 = f32x4.add(c01, f32x4.mul(a, b1));
    a = v128.load_splat<f32>(tile, 4);
    c10 = f32x4.add(c10, f32x4.mul(a, b0));
    c11 = f32x4.add(c11, f32x4.mul(a, b1));
    a = v128.load_splat<f32>(tile, 8);
    c20 = f32x4.add(c20, f32x4.mul(a, b0));
    c21 = f32x4.add(c21, f32x4.mul(a, b1));
    a = v128.load_splat<f32>(tile, 12);
    c30 = f32x4.add(c30, f32x4.mul(a, b0));
    c31 = f32x4.add(c31, f32x4.mul(a, b1));
    tile += 16;
  }
  storeRow(c, c00, c01, add, bias, relu);
  storeRow(c + (stride << 2), c10, c11, add, bias, relu);
  storeRow(c + (stride << 3), c20, c21, add, bias, relu);
  storeRow(c + 12 * stride, c30, c31, add, bias, relu);
}

// @ts-expect-error: decorator
@inline
function storeRow(c: usize, left: v128, right: v128, add: bool, bias: usize, relu: bool): void {
  if (add) {
    left = f32x4.add(v128.load(c), left);
    right = f32x4.add(v128.load(c, 16), right);
  }
  if (bias != 0) {
    left = f32x4.add(left, v128.load(bias));
    right = f32x4.add(right, v128.load(bias, 16));
  }
  if (relu) {
    left = f32x4.max(left, f32x4.splat(0)); // NaN stays NaN
    right = f32x4.max(right, f32x4.splat(0));
  }
  v128.store(c, left);
  v128.store(c, right, 16);
}

/** Copies what lies inside c of a tile at its edge. */
function copyCorner(
  corner: usize,
  c: usize,
  stride: i32,
  rows: i32,
  columns: i32,
  add: bool,
  bias: usize,
  relu: bool,
): void {
  for (let r: i32 = 0; r < rows; r++) {
    for (let q: i32 = 0; q < columns; q++) {
      const at = c + ((r * stride + q) << 2);
      let value = load<f32>(corner + ((r * NR + q) << 2));
      if (add) value += load<f32>(at);
      if (bias != 0) value += load<f32>(bias + (q << 2));
      store<f32>(at, relu ? max<f32>(value, 0) : value);
    }
  }
}
