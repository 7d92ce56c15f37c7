// The fused Adam step; src/optimizers/adam.ts says it in the paper's letters, and a test holds the two equal.

/**
 * One step over `size` elements, from θ, m, v (and vMax) to new ones. `vMax` and `vMaxNext` are 0 without AMSGrad.
 *
 * @param sign −1 to climb, else 1
 * @param shrink what θ is multiplied by before the step: 1 − α·λ with decoupled decay, else 1
 * @param l2 λ where decay is added to the gradient, else 0
 * @param rate α/(1 − β1ᵗ)
 * @param root √(1 − β2ᵗ)
 */
export function adamStep(
  theta: usize,
  g: usize,
  m: usize,
  v: usize,
  vMax: usize,
  thetaNext: usize,
  mNext: usize,
  vNext: usize,
  vMaxNext: usize,
  size: i32,
  sign: f32,
  shrink: f32,
  l2: f32,
  oneMinusBeta1: f32,
  beta2: f32,
  oneMinusBeta2: f32,
  rate: f32,
  root: f32,
  epsilon: f32,
): void {
  // Four elements at a time; the last ones one by one, as the first lane of a vector.
  for (let i: i32 = 0; i < size; ) {
    const whole = i + 4 <= size;
    const at = i << 2;
    const p = read(theta + at, whole);
    let gradient = f32x4.mul(read(g + at, whole), f32x4.splat(sign));
    if (l2 != 0) gradient = f32x4.add(gradient, f32x4.mul(p, f32x4.splat(l2)));
    const mean = read(m + at, whole);
    const first = f32x4.add(mean, f32x4.mul(f32x4.sub(gradient, mean), f32x4.splat(oneMinusBeta1)));
    const second = f32x4.add(
      f32x4.mul(read(v + at, whole), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(gradient, gradient), f32x4.splat(oneMinusBeta2)),
    );
    write(mNext + at, first, whole);
    write(vNext + at, second, whole);
    let largest = second;
    if (vMax != 0) {
      largest = f32x4.max(read(vMax + at, whole), second);
      write(vMaxNext + at, largest, whole);
    }
    const denominator = f32x4.add(
      f32x4.div(f32x4.sqrt(largest), f32x4.splat(root)),
      f32x4.splat(epsilon),
    );
    const step = f32x4.div(f32x4.mul(first, f32x4.splat(rate)), denominator);
    write(thetaNext + at, f32x4.sub(f32x4.mul(p, f32x4.splat(shrink)), step), whole);
    i += whole ? 4 : 1;
  }
}

// @ts-expect-error: decorator
@inline
function read(from: usize, whole: bool): v128 {
  return whole ? v128.load(from) : v128.load32_zero(from);
}

// @ts-expect-error: decorator
@inline
function write(to: usize, value: v128, whole: bool): void {
  if (whole) v128.store(to, value);
  else v128.store32_lane(to, value, 0);
}
