// The steps of optimizers over all variables in one call: new weights, and the state where it stands. src/optimizers has each
// rule in its paper's letters, and a test holds them equal.

import { read, write } from './lanes';

const ADAM: i32 = 0;
const SGD: i32 = 1;
const RMSPROP: i32 = 2;
const LION: i32 = 3;

/** From here on the root of a second moment below 2⁻¹²⁶ is nothing beside ε; with less, 0 in its place could be divided by. */
const LEAST_EPSILON: f32 = 1e-9;

/** A variable: offsets, and the number of its elements. A slot is 0 where the rule keeps no such state. */
@unmanaged
class Variable {
  theta: usize;
  g: usize;
  slot0: usize;
  slot1: usize;
  slot2: usize;
  thetaNext: usize;
  size: i32;
}

/** Bytes of the table of so many variables. */
export function tableBytes(count: i32): i32 {
  return count * <i32>offsetof<Variable>();
}

/** What every rule does first: −1 to climb, what θ is multiplied by, and how much of it is added to the gradient. */
@unmanaged
class Numbers {
  sign: f32;
  shrink: f32;
  l2: f32;
  n3: f32;
  n4: f32;
  n5: f32;
  n6: f32;
  n7: f32;
  n8: f32;
}

/** A step of a rule on each variable of a table; what the numbers are from the fourth on is the rule's. */
export function step(rule: i32, table: usize, count: i32, numbers: usize): void {
  const n = changetype<Numbers>(numbers);
  for (let i: i32 = 0; i < count; i++) {
    const x = changetype<Variable>(table + <usize>i * offsetof<Variable>());
    if (rule == ADAM) adam(x, n);
    else if (rule == SGD) sgd(x, n);
    else if (rule == RMSPROP) rmsprop(x, n);
    else if (rule == LION) lion(x, n);
  }
}

/** m, v and vMax; 1 − β1, β2, 1 − β2, α/(1 − β1ᵗ), √(1 − β2ᵗ), ε */
function adam(x: Variable, n: Numbers): void {
  const rest = x.size & 3;
  const full = (x.size - rest) << 2;
  for (let at: i32 = 0; at < full; at += 16) adamFour(x, n, at, 4);
  if (rest > 0) adamFour(x, n, full, rest);
}

// @ts-expect-error: decorator
@inline
function adamFour(x: Variable, n: Numbers, at: usize, left: i32): void {
  const theta = read(x.theta + at, left);
  const g = slope(theta, read(x.g + at, left), n);
  const before = read(x.slot0 + at, left);
  const m = flushed(f32x4.add(before, f32x4.mul(f32x4.sub(g, before), f32x4.splat(n.n3))));
  const kept = f32x4.mul(read(x.slot1 + at, left), f32x4.splat(n.n4));
  const sum = f32x4.add(kept, f32x4.mul(f32x4.mul(g, g), f32x4.splat(n.n5)));
  const v = n.n8 < LEAST_EPSILON ? sum : flushed(sum);
  write(x.slot0 + at, m, left);
  write(x.slot1 + at, v, left);
  let largest = v;
  if (x.slot2 != 0) {
    largest = f32x4.max(read(x.slot2 + at, left), v);
    write(x.slot2 + at, largest, left);
  }
  const denominator = f32x4.add(f32x4.div(f32x4.sqrt(largest), f32x4.splat(n.n7)), f32x4.splat(n.n8));
  const move = f32x4.div(f32x4.mul(m, f32x4.splat(n.n6)), denominator);
  write(x.thetaNext + at, f32x4.sub(shrunk(theta, n), move), left);
}

/** b; α, μ, 1 − τ, 1 for Nesterov's, 1 at the first step */
function sgd(x: Variable, n: Numbers): void {
  const rest = x.size & 3;
  const full = (x.size - rest) << 2;
  for (let at: i32 = 0; at < full; at += 16) sgdFour(x, n, at, 4);
  if (rest > 0) sgdFour(x, n, full, rest);
}

// @ts-expect-error: decorator
@inline
function sgdFour(x: Variable, n: Numbers, at: usize, left: i32): void {
  const theta = read(x.theta + at, left);
  const g = slope(theta, read(x.g + at, left), n);
  let direction = g;
  if (x.slot0 != 0) {
    const mu = f32x4.splat(n.n4);
    const isFirst = n.n7 != 0;
    const b = isFirst
      ? g
      : flushed(f32x4.add(f32x4.mul(read(x.slot0 + at, left), mu), f32x4.mul(g, f32x4.splat(n.n5))));
    write(x.slot0 + at, b, left);
    direction = n.n6 != 0 ? f32x4.add(g, f32x4.mul(b, mu)) : b;
  }
  write(x.thetaNext + at, f32x4.sub(shrunk(theta, n), f32x4.mul(direction, f32x4.splat(n.n3))), left);
}

/** v, ḡ and b; η, α, 1 − α, ε, μ */
function rmsprop(x: Variable, n: Numbers): void {
  const rest = x.size & 3;
  const full = (x.size - rest) << 2;
  for (let at: i32 = 0; at < full; at += 16) rmspropFour(x, n, at, 4);
  if (rest > 0) rmspropFour(x, n, full, rest);
}

// @ts-expect-error: decorator
@inline
function rmspropFour(x: Variable, n: Numbers, at: usize, left: i32): void {
  const eta = f32x4.splat(n.n3);
  const share = f32x4.splat(n.n5);
  const theta = read(x.theta + at, left);
  const g = slope(theta, read(x.g + at, left), n);
  const kept = f32x4.mul(read(x.slot0 + at, left), f32x4.splat(n.n4));
  const sum = f32x4.add(kept, f32x4.mul(f32x4.mul(g, share), g));
  const v = n.n6 < LEAST_EPSILON ? sum : flushed(sum);
  write(x.slot0 + at, v, left);
  let variance = v;
  if (x.slot1 != 0) {
    const before = read(x.slot1 + at, left);
    const mean = flushed(f32x4.add(before, f32x4.mul(f32x4.sub(g, before), share)));
    write(x.slot1 + at, mean, left);
    variance = f32x4.sub(v, f32x4.mul(mean, mean));
  }
  const s = f32x4.add(f32x4.sqrt(variance), f32x4.splat(n.n6));
  let move: v128;
  if (x.slot2 != 0) {
    const b = flushed(f32x4.add(f32x4.mul(read(x.slot2 + at, left), f32x4.splat(n.n7)), f32x4.div(g, s)));
    write(x.slot2 + at, b, left);
    move = f32x4.mul(b, eta);
  } else {
    move = f32x4.div(f32x4.mul(g, eta), s);
  }
  write(x.thetaNext + at, f32x4.sub(shrunk(theta, n), move), left);
}

/** m; α, 1 − β1, 1 − β2 */
function lion(x: Variable, n: Numbers): void {
  const rest = x.size & 3;
  const full = (x.size - rest) << 2;
  for (let at: i32 = 0; at < full; at += 16) lionFour(x, n, at, 4);
  if (rest > 0) lionFour(x, n, full, rest);
}

// @ts-expect-error: decorator
@inline
function lionFour(x: Variable, n: Numbers, at: usize, left: i32): void {
  const alpha = f32x4.splat(n.n3);
  const zero = f32x4.splat(0);
  const theta = read(x.theta + at, left);
  const g = slope(theta, read(x.g + at, left), n);
  const m = read(x.slot0 + at, left);
  const far = f32x4.sub(g, m);
  const c = f32x4.add(m, f32x4.mul(far, f32x4.splat(n.n4)));
  // α where c > 0, −α where c < 0; NaN stays NaN
  const up = v128.and(f32x4.gt(c, zero), alpha);
  const down = v128.and(f32x4.lt(c, zero), alpha);
  const lost = v128.and(f32x4.ne(c, c), c);
  write(x.thetaNext + at, f32x4.sub(shrunk(theta, n), v128.or(f32x4.sub(up, down), lost)), left);
  write(x.slot0 + at, f32x4.add(m, f32x4.mul(far, f32x4.splat(n.n5))), left);
}

/**
 * 0 where a moment is below the least normal number, 2⁻¹²⁶, else the moment. A weight whose gradient is 0 for good, as a dead relu's, has
 * its moments decay to there, where rounding holds them, and the processor takes some ten to fifty times as long for such numbers. What
 * they move is below the weight's last digit; not so in Lion, whose sign of what is left moves the weight on, and which keeps it. NaN
 * stays NaN.
 */
// @ts-expect-error: decorator
@inline
function flushed(moment: v128): v128 {
  return v128.andnot(moment, f32x4.lt(f32x4.abs(moment), f32x4.splat(1.1754943508222875e-38)));
}

// @ts-expect-error: decorator
@inline
function slope(theta: v128, g: v128, n: Numbers): v128 {
  const up = f32x4.mul(g, f32x4.splat(n.sign));
  return n.l2 == 0 ? up : f32x4.add(up, f32x4.mul(theta, f32x4.splat(n.l2)));
}

// @ts-expect-error: decorator
@inline
function shrunk(theta: v128, n: Numbers): v128 {
  return f32x4.mul(theta, f32x4.splat(n.shrink));
}
