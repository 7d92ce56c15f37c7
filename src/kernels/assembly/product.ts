// The blocks of a product, each of which a thread can do by itself.

import { RELU } from './activations';
import { MR, NR, packPanels, packTiles } from './packing';
import { Job } from './threads';
import { storeCorner, takeTileBack } from './epilogue';
import { multiplyTile } from './tile';

/** Terms of the sum in a block: a panel of B (KC x 8 floats, 8 KB, or twice that) stays in the first-level cache. */
export const KC: i32 = 256;
/** Rows of a block of A: MC x KC floats, 128 KB, stay in the second-level cache. */
export const MC: i32 = 128;
/** Floats between two terms of a row of op(A) up to which its tiles are read where they stand; beyond, packing them pays. */
const FARTHEST: i32 = 96;
/** A product and what is done to it. */
@unmanaged
export class Product extends Job {
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

/** Rows from … to of c = or += kc terms of A times the packed panels; the last terms are followed by what is done to C. */
export function rowsOf(
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
          const gate: usize = x.activation == RELU ? tileOutputs : 0;
          multiplyTile(isByRows, tile, step, panel, kc, c + at, stride, add, tileBias, relu, gate);
          if (gate != tileOutputs) takeTileBack(c + at, stride, tileOutputs, x.activation);
        } else {
          multiplyTile(isByRows, tile, step, panel, kc, corner, NR, false, 0, false, 0);
          const rows = min(MR, mc - t);
          const columns = min(NR, x.n - j);
          storeCorner(corner, c + at, stride, rows, columns, add, tileBias, relu, tileOutputs, x.activation);
        }
      }
    }
  }
}
