// Four elements of an array at a time, and the fewer that its end has.

/** The next four elements, or as many as are left; zeros beyond. */
// @ts-expect-error: decorator
@inline
export function read(from: usize, left: i32): v128 {
  if (left >= 4) return v128.load(from);
  const one = v128.load32_zero(from);
  if (left == 1) return one;
  const two = v128.load32_lane(from + 4, one, 1);
  return left == 2 ? two : v128.load32_lane(from + 8, two, 2);
}

// @ts-expect-error: decorator
@inline
export function write(to: usize, value: v128, left: i32): void {
  if (left >= 4) {
    v128.store(to, value);
    return;
  }
  v128.store32_lane(to, value, 0);
  if (left > 1) v128.store32_lane(to, value, 1, 4);
  if (left > 2) v128.store32_lane(to, value, 2, 8);
}
