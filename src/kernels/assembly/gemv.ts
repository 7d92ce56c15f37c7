// c = op(A) · b for one column b, which would fill a panel of gemm's to an eighth: the output layer and its gradient.

import { multiplyAdd } from './fma';

/** Terms that are summed before they are added to the total, which keeps the rounding of long sums small. */
const BLOCK: i32 = 64;

/**
 * c[m] = op(a)[m, k] · b[k], b without gaps; false, and nothing done, where neither the rows nor the columns of op(a) are
 * without gaps.
 */
export function multiplyVector(a: usize, aRow: i32, aColumn: i32, b: usize, c: usize, m: i32, k: i32): bool {
  if (aColumn == 1) rowProducts(a, aRow, b, c, m, k);
  else if (aRow == 1) columnSum(a, aColumn, b, c, m, k);
  else return false;
  return true;
}

/** Each c is the product of a row with b. */
function rowProducts(a: usize, aRow: i32, b: usize, c: usize, m: i32, k: i32): void {
  for (let i: i32 = 0; i < m; i++) {
    const row = a + ((i * aRow) << 2);
    let total: f32 = 0;
    for (let first: i32 = 0; first < k; first += BLOCK) {
      const end = min(k, first + BLOCK);
      let sums = f32x4.splat(0);
      let p = first;
      for (; p + 4 <= end; p += 4) {
        sums = multiplyAdd(v128.load(row + (p << 2)), v128.load(b + (p << 2)), sums);
      }
      let sum =
        f32x4.extract_lane(sums, 0) +
        f32x4.extract_lane(sums, 1) +
        (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
      for (; p < end; p++) sum += load<f32>(row + (p << 2)) * load<f32>(b + (p << 2));
      total += sum;
    }
    store<f32>(c + (i << 2), total);
  }
}

/** c is the sum of a's columns, each times its b. */
function columnSum(a: usize, aColumn: i32, b: usize, c: usize, m: i32, k: i32): void {
  memory.fill(c, 0, m << 2);
  for (let first: i32 = 0; first < k; first += BLOCK) {
    const end = min(k, first + BLOCK);
    let i: i32 = 0;
    for (; i + 4 <= m; i += 4) {
      let sums = f32x4.splat(0);
      for (let p = first; p < end; p++) {
        const terms = v128.load(a + ((p * aColumn + i) << 2));
        sums = multiplyAdd(terms, v128.load_splat<f32>(b + (p << 2)), sums);
      }
      v128.store(c + (i << 2), f32x4.add(v128.load(c + (i << 2)), sums));
    }
    for (; i < m; i++) {
      let sum: f32 = 0;
      for (let p = first; p < end; p++) {
        sum += load<f32>(a + ((p * aColumn + i) << 2)) * load<f32>(b + (p << 2));
      }
      store<f32>(c + (i << 2), load<f32>(c + (i << 2)) + sum);
    }
  }
}
