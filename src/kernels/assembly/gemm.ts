// C = op(A) · op(B) in float32, after Goto & van de Geijn (2008), "Anatomy of High-Performance Matrix Multiplication":
// B is packed into panels of 8 columns, and the innermost loop keeps a 4 x 8 tile of C in registers; what follows the product,
// such as a bias, is done to the tile before it is stored. Transposes are strides. All offsets are bytes, all sizes elements.

import { addBias, relu as takeRelu } from './elementwise';
import { multiplyVector } from './gemv';
import { MR, NR, packPanels, packTiles, panelColumns } from './packing';
import { PACK, PIECES, ROWS } from './passes';
import { hasHelpers, Job, jobOf, share } from './threads';
import { multiplyTile, storeCorner } from './tile';

/** Terms of the sum in a block: a panel of B (KC x 8 floats, 8 KB) stays in the first-level cache. */
const KC: i32 = 256;
/** Rows of a block of A: MC x KC floats, 128 KB, stay in the second-level cache. */
const MC: i32 = 128;
/** Floats between two terms of a row of op(A) up to which its tiles are read where they stand; beyond, packing them pays. */
const FARTHEST: i32 = 96;
/** Products with fewer multiplications are not worth another thread. */
const WORTH_SHARING: i32 = 65536;
/** Values of B from which its packing is shared. */
const PACKING_WORTH_SHARING: i32 = 16384;

/** A product and what is done to it. */
@unmanaged
class Product extends Job {
  a: usize;
  aRow: i32;
  aColumn: i32;
  b: usize;
  bRow: i32;
  bColumn: i32;
  c: usize;
  m: i32;
  n: i32;
  k: i32;
  /** 0, or bias[n], added to every row. */
  bias: usize;
  relu: i32;
  /** 0, or an activation's outputs h[m, n], through which C goes back as a gradient. */
  outputs: usize;
  activation: i32;
  /** 0, or where the sums of B's columns go: sums[n]. */
  sums: usize;
  /** The packed block of B. */
  panels: usize;
  /** 0, or a product for each piece of k. */
  partials: usize;
  /** The block of terms in work: p … p + kc. */
  p: i32;
  kc: i32;
}

/** Bytes of the packed block of B, of a product with `n` columns. */
export function panelBytes(n: i32): i32 {
  return (KC * panelColumns(n)) << 2;
}

/** Bytes of scratch that each thread needs for a product with `n` columns. */
export function scratchBytes(n: i32): i32 {
  return ((MC * KC + MR * NR) << 2) + panelBytes(n);
}

/** Bytes of the partial products with which a sum over `k` is shared; 0 where it is not. */
export function partialBytes(m: i32, n: i32, k: i32): i32 {
  return isInPieces(m, n, k) ? ((((k + KC - 1) / KC) * (m * n + n)) << 2) : 0;
}

/** A small product over many terms, such as a weight's gradient, has too few rows to share. */
function isInPieces(m: i32, n: i32, k: i32): bool {
  return k > KC && m * n <= 32768;
}

/**
 * c[m, n] = op(a)[m, k] · op(b)[k, n], c row by row. Element (i, p) of op(a) is at a + 4·(i·aRow + p·aColumn), and
 * likewise for b. The rest as in Product.
 */
export function gemm(
  control: usize,
  scratch: usize,
  scratchBytes: i32,
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
  outputs: usize,
  activation: i32,
  sums: usize,
  panels: usize,
  partials: usize,
): void {
  const isPlain = outputs == 0 && sums == 0;
  if (isPlain && n == 1 && bRow == 1 && multiplyVector(a, aRow, aColumn, b, c, m, k)) {
    finish(c, bias, m, 1, relu);
    return;
  }
  if (k == 0) {
    memory.fill(c, 0, (m * n) << 2);
    if (sums != 0) memory.fill(sums, 0, n << 2);
    finish(c, bias, m, n, relu);
    return;
  }
  const product = changetype<Product>(jobOf(control));
  product.scratch = scratch;
  product.scratchBytes = scratchBytes;
  product.a = a;
  product.aRow = aRow;
  product.aColumn = aColumn;
  product.b = b;
  product.bRow = bRow;
  product.bColumn = bColumn;
  product.c = c;
  product.m = m;
  product.n = n;
  product.k = k;
  product.bias = bias;
  product.relu = relu ? 1 : 0;
  product.outputs = outputs;
  product.activation = activation;
  product.sums = sums;
  product.panels = panels;
  product.partials = partials;
  if (partials != 0 && hasHelpers(control) && bias == 0 && outputs == 0 && isInPieces(m, n, k)) {
    multiplyInPieces(control, product);
    return;
  }
  for (let p: i32 = 0; p < k; p += KC) {
    const kc = min(KC, k - p);
    product.p = p;
    product.kc = kc;
    const width = n * kc > PACKING_WORTH_SHARING ? max(NR, ((n / 8) / NR) * NR) : n;
    share(control, PACK, (n + width - 1) / width, width);
    const few = max(MR, ((m / 16 + MR - 1) / MR) * MR);
    // One block where another thread is not worth its call.
    const rows = <i64>m * n * kc < WORTH_SHARING ? m : min(MC, few);
    share(control, ROWS, (m + rows - 1) / rows, rows);
  }
}

/** Adds the bias, if there is one, to a finished c[m, n], and takes relu of it if asked for. */
function finish(c: usize, bias: usize, m: i32, n: i32, relu: bool): void {
  if (bias != 0) addBias(c, bias, m, n);
  if (relu) takeRelu(c, m * n);
}

/** Packs some columns of the block of B. */
export function packBlock(job: usize, block: i32): void {
  const x = changetype<Product>(job);
  const first = block * x.size;
  const from = x.b + ((x.p * x.bRow + first * x.bColumn) << 2);
  const sums: usize = x.sums == 0 ? 0 : x.sums + (first << 2);
  const columns = min(x.n, first + x.size) - first;
  packPanels(from, x.bRow, x.bColumn, columns, x.kc, x.panels + ((first * x.kc) << 2), sums, x.p > 0);
}

/** Some rows of C, with the block of terms that is packed; until the last block c holds a part of each sum. */
export function multiplyRows(job: usize, block: i32, own: usize): void {
  const x = changetype<Product>(job);
  const from = block * x.size;
  const a = x.a + ((x.p * x.aColumn) << 2);
  const isLast = x.p + x.kc == x.k;
  rowsOf(x, a, x.c, from, min(x.m, from + x.size), x.kc, x.panels, x.p > 0, isLast, own);
}

/** The product of some terms alone, and the sums of them. */
export function multiplyPiece(job: usize, block: i32, own: usize): void {
  const x = changetype<Product>(job);
  const p = block * KC;
  const kc = min(KC, x.k - p);
  const part = x.partials + ((block * (x.m * x.n + x.n)) << 2);
  const panels = own + ((MC * KC + MR * NR) << 2);
  const sums: usize = x.sums == 0 ? 0 : part + ((x.m * x.n) << 2);
  packPanels(x.b + ((p * x.bRow) << 2), x.bRow, x.bColumn, x.n, kc, panels, sums, false);
  rowsOf(x, x.a + ((p * x.aColumn) << 2), part, 0, x.m, kc, panels, false, false, own);
}

/** Every piece of the terms by itself, and then their sum, in the order in which one thread would add them. */
function multiplyInPieces(control: usize, product: Product): void {
  const pieces = (product.k + KC - 1) / KC;
  const size = product.m * product.n;
  share(control, PIECES, pieces, KC);
  sumParts(product.partials, pieces, size, size + product.n, product.c);
  if (product.sums != 0) {
    sumParts(product.partials + (size << 2), pieces, product.n, size + product.n, product.sums);
  }
}

/** to[size] = the sum of the parts, which are `step` elements apart. */
export function sumParts(parts: usize, count: i32, size: i32, step: i32, to: usize): void {
  let i: i32 = 0;
  for (; i + 4 <= size; i += 4) {
    const at = parts + (i << 2);
    let sum = v128.load(at);
    for (let q: i32 = 1; q < count; q++) sum = f32x4.add(sum, v128.load(at + ((q * step) << 2)));
    v128.store(to + (i << 2), sum);
  }
  for (; i < size; i++) {
    const at = parts + (i << 2);
    let sum = load<f32>(at);
    for (let q: i32 = 1; q < count; q++) sum += load<f32>(at + ((q * step) << 2));
    store<f32>(to + (i << 2), sum);
  }
}

/** Rows from … to of c = or += kc terms of A times the packed panels; the last terms are followed by what is done to C. */
function rowsOf(
  x: Product,
  a: usize,
  c: usize,
  from: i32,
  to: i32,
  kc: i32,
  panels: usize,
  add: bool,
  isLast: bool,
  own: usize,
): void {
  const tiles = own;
  const corner = own + ((MC * KC) << 2);
  const stride = x.n;
  const isRead = x.aColumn == 1 || (x.aRow == 1 && x.aColumn <= FARTHEST);
  const bias = isLast ? x.bias : 0;
  const relu = isLast && x.relu != 0;
  const outputs = isLast ? x.outputs : 0;
  for (let i: i32 = from; i < to; i += MC) {
    const mc = min(MC, to - i);
    const packed = isRead ? (mc / MR) * MR : 0; // rows that are read where they stand
    const rest = a + (((i + packed) * x.aRow) << 2);
    if (packed < mc) packTiles(rest, x.aRow, x.aColumn, mc - packed, kc, tiles + ((packed * kc) << 2));
    for (let j: i32 = 0; j < x.n; j += NR) {
      const panel = panels + ((j * kc) << 2);
      const tileBias: usize = bias == 0 ? 0 : bias + (j << 2);
      for (let t: i32 = 0; t < mc; t += MR) {
        const at = ((i + t) * stride + j) << 2;
        const isPacked = t >= packed;
        const tile = isPacked ? tiles + ((t * kc) << 2) : a + (((i + t) * x.aRow) << 2);
        const isByRows = !isPacked && x.aColumn == 1;
        const step: usize = isPacked ? 16 : isByRows ? x.aRow << 2 : x.aColumn << 2;
        const tileOutputs: usize = outputs == 0 ? 0 : outputs + at;
        if (mc - t >= MR && x.n - j >= NR) {
          const activation = x.activation;
          multiplyTile(isByRows, tile, step, panel, kc, c + at, stride, add, tileBias, relu, tileOutputs, activation);
        } else {
          multiplyTile(isByRows, tile, step, panel, kc, corner, NR, false, 0, false, 0, 0);
          const rows = min(MR, mc - t);
          const columns = min(NR, x.n - j);
          storeCorner(corner, c + at, stride, rows, columns, add, tileBias, relu, tileOutputs, x.activation);
        }
      }
    }
  }
}
