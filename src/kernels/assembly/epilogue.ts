// What is done to a tile of C before it is stored: what was there, the bias, relu, and the way back through an activation.

import { throughActivation, throughActivationOne } from './activations';
import { MR, NR, NR_BYTES } from './packing';

// @ts-expect-error: decorator
@inline
export function storeRow(
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
