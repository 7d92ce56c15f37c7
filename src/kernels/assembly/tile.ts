// A tile of C of 4 x 8, or 4 x 16 where V8 makes one register of 256 bits of two of 128; it stays in registers while its terms are
// added. V8 loads all that a turn of the loop needs before it multiplies: eight sums, two halves of a row of B and one number of A
// fit the sixteen registers, and more would not.

import { storeRow } from './epilogue';
import { multiplyAdd } from './fma';
import { NR, NR_BYTES } from './packing';

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
