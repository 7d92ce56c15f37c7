/**
 * The few operations an update rule is written in. `tf.Tensor` has them as it is; explain and the tests put a float64
 * vector in its place, since tfjs computes in float32 only.
 */
export interface Arithmetic<T> {
  add(other: T | number): T;
  sub(other: T | number): T;
  mul(other: T | number): T;
  div(other: T | number): T;
  sqrt(): T;
  abs(): T;
  sign(): T;
  square(): T;
  maximum(other: T): T;
}

/**
 * From `start` towards `end` by `weight`, as PyTorch computes it: in float32 0.9 and 0.1 do not add up to 1, and a mean
 * kept as 0.9·m + 0.1·g would shrink at every step. From the middle on it is reckoned from `end`, so that a weight of 1
 * gives `end` itself.
 */
export function lerp<T extends Arithmetic<T>>(start: T, end: T, weight: number): T {
  const way = end.sub(start);
  return weight < 0.5 ? start.add(way.mul(weight)) : end.sub(way.mul(1 - weight));
}
