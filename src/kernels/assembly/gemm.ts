// C = op(A) · op(B) in float32, after Goto & van de Geijn (2008), "Anatomy of High-Performance Matrix Multiplication":
// B is packed into panels of 8 or 16 columns, and the innermost loop keeps a tile of C of 4 rows in registers; what follows the product,
// such as a bias, is done to the tile before it is stored. Transposes are strides. All offsets are bytes, all sizes elements.

import { addBias, relu as takeRelu } from './elementwise';
import { multiplyVector } from './gemv';
import { MR, NR, panelColumns } from './packing';
import { PACK, PIECES, ROWS } from './passes';
import { KC, MC, Product } from './product';
import { sumParts } from './reductions';
import { hasHelpers, jobOf, share } from './threads';

/** Products with fewer multiplications are not worth another thread. */
export const WORTH_SHARING: i32 = 65536;
/** Values of B from which its packing is shared. */
const PACKING_WORTH_SHARING: i32 = 16384;

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
  if (partials != 0 && hasHelpers(control) && bias == 0 && outputs == 0) {
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
export function finish(c: usize, bias: usize, m: i32, n: i32, relu: bool): void {
  if (bias != 0) addBias(c, bias, m, n);
  if (relu) takeRelu(c, m * n);
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
