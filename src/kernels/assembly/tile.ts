// A tile of C of 4 x 8, or 4 x 16 where V8 makes one register of 256 bits of two of 128; it stays in registers while its terms are
// added. V8 loads all that a turn of the loop needs before it multiplies: eight sums, two halves of a row of B and one number of A
// fit the sixteen registers, and more would not.

import { throughActivation, throughActivationOne } from './activations';
import { multiplyAdd } from './fma';
import { MR, NR, NR_BYTES } from './packing';

/**
 * c = tile · panel, or that added to c; then + bias, relu of it, and 0 where a gate is not above 0, where these are asked for.
 *
 * @param isByRows whether the tile's rows stand `step` bytes apart, and its terms one after another; else its terms stand
 *   `step` bytes apart, and its rows one after another
 * @param stride the number of columns of c
 */
export function multiplyTile(
  isByRows: bool,
  tile: usize,
  step: usize,
  panel: usize,
  kc: i32,
  c: usize,
  stride: i32,
  add: bool,
  bias: usize,
  relu: bool,
  gate: usize,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c02 = c00;
  let c03 = c00;
  let c10 = c00;
  let c11 = c00;
  let c12 = c00;
  let c13 = c00;
  let c20 = c00;
  let c21 = c00;
  let c22 = c00;
  let c23 = c00;
  let c30 = c00;
  let c31 = c00;
  let c32 = c00;
  let c33 = c00;
  const end = panel + kc * NR_BYTES;
  if (isByRows) {
    let row1 = tile + step;
    let row2 = row1 + step;
    let row3 = row2 + step;
    for (; panel < end; panel += NR_BYTES) {
      const b0 = v128.load(panel);
      const b1 = v128.load(panel, 16);
      const b2 = NR == 16 ? v128.load(panel, 32) : b0;
      const b3 = NR == 16 ? v128.load(panel, 48) : b1;
      let a = v128.load_splat<f32>(tile);
      c00 = multiplyAdd(a, b0, c00);
      c01 = multiplyAdd(a, b1, c01);
      if (NR == 16) {
        c02 = multiplyAdd(a, b2, c02);
        c03 = multiplyAdd(a, b3, c03);
      }
      a = v128.load_splat<f32>(row1);
      c10 = multiplyAdd(a, b0, c10);
      c11 = multiplyAdd(a, b1, c11);
      if (NR == 16) {
        c12 = multiplyAdd(a, b2, c12);
        c13 = multiplyAdd(a, b3, c13);
      }
      a = v128.load_splat<f32>(row2);
      c20 = multiplyAdd(a, b0, c20);
      c21 = multiplyAdd(a, b1, c21);
      if (NR == 16) {
        c22 = multiplyAdd(a, b2, c22);
        c23 = multiplyAdd(a, b3, c23);
      }
      a = v128.load_splat<f32>(row3);
      c30 = multiplyAdd(a, b0, c30);
      c31 = multiplyAdd(a, b1, c31);
      if (NR == 16) {
        c32 = multiplyAdd(a, b2, c32);
        c33 = multiplyAdd(a, b3, c33);
      }
      tile += 4;
      row1 += 4;
      row2 += 4;
      row3 += 4;
    }
  } else {
    for (; panel < end; panel += NR_BYTES) {
      const b0 = v128.load(panel);
      const b1 = v128.load(panel, 16);
      const b2 = NR == 16 ? v128.load(panel, 32) : b0;
      const b3 = NR == 16 ? v128.load(panel, 48) : b1;
      let a = v128.load_splat<f32>(tile);
      c00 = multiplyAdd(a, b0, c00);
      c01 = multiplyAdd(a, b1, c01);
      if (NR == 16) {
        c02 = multiplyAdd(a, b2, c02);
        c03 = multiplyAdd(a, b3, c03);
      }
      a = v128.load_splat<f32>(tile, 4);
      c10 = multiplyAdd(a, b0, c10);
      c11 = multiplyAdd(a, b1, c11);
      if (NR == 16) {
        c12 = multiplyAdd(a, b2, c12);
        c13 = multiplyAdd(a, b3, c13);
      }
      a = v128.load_splat<f32>(tile, 8);
      c20 = multiplyAdd(a, b0, c20);
      c21 = multiplyAdd(a, b1, c21);
      if (NR == 16) {
        c22 = multiplyAdd(a, b2, c22);
        c23 = multiplyAdd(a, b3, c23);
      }
      a = v128.load_splat<f32>(tile, 12);
      c30 = multiplyAdd(a, b0, c30);
      c31 = multiplyAdd(a, b1, c31);
      if (NR == 16) {
        c32 = multiplyAdd(a, b2, c32);
        c33 = multiplyAdd(a, b3, c33);
      }
      tile += step;
    }
  }
  const row = stride << 2;
  storeRow(c, c00, c01, c02, c03, add, bias, relu, gate);
  if (gate != 0) gate += row;
  storeRow(c + row, c10, c11, c12, c13, add, bias, relu, gate);
  if (gate != 0) gate += row;
  storeRow(c + 2 * row, c20, c21, c22, c23, add, bias, relu, gate);
  if (gate != 0) gate += row;
  storeRow(c + 3 * row, c30, c31, c32, c33, add, bias, relu, gate);
}

// @ts-expect-error: decorator
@inline
function storeRow(
  c: usize,
  c0: v128,
  c1: v128,
  c2: v128,
  c3: v128,
  add: bool,
  bias: usize,
  relu: bool,
  gate: usize,
): void {
  storePair(c, c0, c1, add, bias, relu, gate);
  if (NR == 16) {
    storePair(c + 32, c2, c3, add, bias == 0 ? 0 : bias + 32, relu, gate == 0 ? 0 : gate + 32);
  }
}

/** Both halves of 256 bits take the same way, or V8 would not join them. */
// @ts-expect-error: decorator
@inline
function storePair(c: usize, left: v128, right: v128, add: bool, bias: usize, relu: bool, gate: usize): void {
  const zero = f32x4.splat(0);
  if (add) {
    const before = v128.load(c);
    const beside = v128.load(c, 16);
    left = f32x4.add(before, left);
    right = f32x4.add(beside, right);
  }
  if (bias != 0) {
    const before = v128.load(bias);
    const beside = v128.load(bias, 16);
    left = f32x4.add(left, before);
    right = f32x4.add(right, beside);
  }
  if (relu) {
    left = f32x4.max(left, zero); // NaN stays NaN
    right = f32x4.max(right, zero);
  }
  if (gate != 0) {
    const before = v128.load(gate);
    const beside = v128.load(gate, 16);
    left = v128.and(left, f32x4.gt(before, zero));
    right = v128.and(right, f32x4.gt(beside, zero));
  }
  v128.store(c, left);
  v128.store(c, right, 16);
}

/** Takes a tile back through the activation whose outputs are given. */
export function takeTileBack(c: usize, stride: i32, outputs: usize, activation: i32): void {
  for (let r: i32 = 0; r < MR; r++) {
    for (let q: usize = 0; q < NR_BYTES; q += 16) {
      v128.store(c + q, throughActivation(activation, v128.load(c + q), v128.load(outputs + q)));
    }
    c += stride << 2;
    outputs += stride << 2;
  }
}

/** Does the same to what lies inside c of a tile at its edge. */
export function storeCorner(
  corner: usize,
  c: usize,
  stride: i32,
  rows: i32,
  columns: i32,
  add: bool,
  bias: usize,
  relu: bool,
  outputs: usize,
  activation: i32,
): void {
  for (let r: i32 = 0; r < rows; r++) {
    for (let q: i32 = 0; q < columns; q++) {
      const at = (r * stride + q) << 2;
      let value = load<f32>(corner + ((r * NR + q) << 2));
      if (add) value += load<f32>(c + at);
      if (bias != 0) value += load<f32>(bias + (q << 2));
      if (relu) value = max<f32>(value, 0);
      if (outputs != 0) value = throughActivationOne(activation, value, load<f32>(outputs + at));
      store<f32>(c + at, value);
    }
  }
}
