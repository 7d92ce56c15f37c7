// Products that are added without being rounded first, where the processor can; WebAssembly leaves that to it.

/** a·b + c; RELAXED is the build's, 0 for where there is no relaxed SIMD. */
// @ts-expect-error: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (RELAXED == 0) return f32x4.add(f32x4.mul(a, b), c);
  return f32x4.relaxed_madd(a, b, c);
}

/** Whether this processor rounds once: (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴ then, and 0 where the product is rounded. */
export function roundsOnce(): bool {
  const a = f32x4.splat(1.000244140625);
  return f32x4.extract_lane(multiplyAdd(a, a, f32x4.splat(-1.00048828125)), 0) != 0;
}
