// What a hidden layer's activation does to the gradient that comes back to it, told from the layer's output h.

export const RELU: i32 = 1;
const TANH: i32 = 2;
const SIGMOID: i32 = 3;
const ELU: i32 = 4;

/** d·f′, with f′ from h = f(z): relu 1 or 0, tanh 1 − h², sigmoid h·(1 − h), elu 1 or h + 1. */
// @ts-expect-error: decorator
@inline
export function throughActivation(kind: i32, d: v128, h: v128): v128 {
  const one = f32x4.splat(1);
  if (kind == RELU) return v128.and(d, f32x4.gt(h, f32x4.splat(0)));
  if (kind == TANH) return f32x4.mul(d, f32x4.sub(one, f32x4.mul(h, h)));
  if (kind == SIGMOID) return f32x4.mul(d, f32x4.mul(h, f32x4.sub(one, h)));
  if (kind == ELU) return v128.bitselect(d, f32x4.mul(d, f32x4.add(h, one)), f32x4.gt(h, f32x4.splat(0)));
  return d;
}

/** The same for one number. */
// @ts-expect-error: decorator
@inline
export function throughActivationOne(kind: i32, d: f32, h: f32): f32 {
  if (kind == RELU) return h > 0 ? d : 0;
  if (kind == TANH) return d * (1 - h * h);
  if (kind == SIGMOID) return d * (h * (1 - h));
  if (kind == ELU) return h > 0 ? d : d * (h + 1);
  return d;
}
