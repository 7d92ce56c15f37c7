/**
 * The few operations an update rule is written in. `tf.Tensor` has them as it is; the tests put a float64 vector in
 * its place, since tfjs computes in float32 only.
 */
export interface Arithmetic<T> {
  add(other: T | number): T;
  sub(other: T | number): T;
  mul(other: T | number): T;
  div(other: T | number): T;
  sqrt(): T;
  square(): T;
  maximum(other: T): T;
}
