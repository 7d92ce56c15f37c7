// A 4 x 8 tile of C, which stays in registers while its terms are added. V8 loads all that a turn of the loop needs before
// it multiplies: eight sums, two halves of a row of B and one number of A fit the sixteen registers, and more would not.

import { throughActivation, throughActivationOne } from './activations';
import { multiplyAdd } from './fma';
import { NR } from './packing';

/**
 * c = tile · panel, or that added to c; then + bias, relu of it, and back through an activation's outputs, where these are
 * asked for.
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
  outputs: usize,
  activation: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  const end = panel + (kc << 5);
  if (isByRows) {
    let row1 = tile + step;
    let row2 = row1 + step;
    let row3 = row2 + step;
    for (; panel < end; panel += 32) {
      const b0 = v128.load(panel);
      const b1 = v128.load(panel, 16);
      let a = v128.load_splat<f32>(tile);
      c00 = multiplyAdd(a, b0, c00);
      c01 = multiplyAdd(a, b1, c01);
      a = v128.load_splat<f32>(row1);
      c10 = multiplyAdd(a, b0, c10);
      c11 = multiplyAdd(a, b1, c11);
      a = v128.load_splat<f32>(row2);
      c20 = multiplyAdd(a, b0, c20);
      c21 = multiplyAdd(a, b1, c21);
      a = v128.load_splat<f32>(row3);
      c30 = multiplyAdd(a, b0, c30);
      c31 = multiplyAdd(a, b1, c31);
      tile += 4;
      row1 += 4;
      row2 += 4;
      row3 += 4;
    }
  } else {
    for (; panel < end; panel += 32) {
      const b0 = v128.load(panel);
      const b1 = v128.load(panel, 16);
      let a = v128.load_splat<f32>(tile);
      c00 = multiplyAdd(a, b0, c00);
      c01 = multiplyAdd(a, b1, c01);
      a = v128.load_splat<f32>(tile, 4);
      c10 = multiplyAdd(a, b0, c10);
      c11 = multiplyAdd(a, b1, c11);
      a = v128.load_splat<f32>(tile, 8);
      c20 = multiplyAdd(a, b0, c20);
      c21 = multiplyAdd(a, b1, c21);
      a = v128.load_splat<f32>(tile, 12);
      c30 = multiplyAdd(a, b0, c30);
      c31 = multiplyAdd(a, b1, c31);
      tile += step;
    }
  }
  const row = stride << 2;
  storeRow(c, c00, c01, add, bias, relu, outputs, activation);
  if (outputs != 0) outputs += row;
  storeRow(c + row, c10, c11, add, bias, relu, outputs, activation);
  if (outputs != 0) outputs += row;
  storeRow(c + 2 * row, c20, c21, add, bias, relu, outputs, activation);
  if (outputs != 0) outputs += row;
  storeRow(c + 3 * row, c30, c31, add, bias, relu, outputs, activation);
}

// @ts-expect-error: decorator
@inline
function storeRow(
  c: usize,
  left: v128,
  right: v128,
  add: bool,
  bias: usize,
  relu: bool,
  outputs: usize,
  activation: i32,
): void {
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
  if (outputs != 0) {
    left = throughActivation(activation, left, v128.load(outputs));
    right = throughActivation(activation, right, v128.load(outputs, 16));
  }
  v128.store(c, left);
  v128.store(c, right, 16);
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
