// What is asked of many values at once.

/** Σ x², in float64 */
export function sumOfSquares(x: usize, size: i32): f64 {
  let low = f64x2.splat(0);
  let high = low;
  let i: i32 = 0;
  for (; i + 4 <= size; i += 4) {
    const four = v128.load(x + (i << 2));
    const first = f64x2.promote_low_f32x4(four);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  low = f64x2.add(low, high);
  let sum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
  for (; i < size; i++) {
    const value = <f64>load<f32>(x + (i << 2));
    sum += value * value;
  }
  return sum;
}

/** Whether all are finite: x − x is 0 then, and NaN otherwise. */
export function areFinite(x: usize, size: i32): bool {
  let differences = f32x4.splat(0);
  let i: i32 = 0;
  for (; i + 4 <= size; i += 4) {
    const four = v128.load(x + (i << 2));
    differences = f32x4.add(differences, f32x4.sub(four, four));
  }
  let sum = f32x4.extract_lane(differences, 0) + f32x4.extract_lane(differences, 1);
  sum += f32x4.extract_lane(differences, 2) + f32x4.extract_lane(differences, 3);
  for (; i < size; i++) {
    const value = load<f32>(x + (i << 2));
    sum += value - value;
  }
  return sum == 0;
}

/** to[size] = the sum of the parts, which are `step` elements apart. */
export function sumParts(parts: usize, count: i32, size: i32, step: i32, to: usize): void {
  if (count == 0) {
    memory.fill(to, 0, size << 2);
    return;
  }
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
