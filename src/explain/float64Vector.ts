import type { Arithmetic } from '../optimizers/arithmetic.js';

/** A vector of doubles: the update rules computed to the last digits, where tfjs has float32 only. */
export class Float64Vector implements Arithmetic<Float64Vector> {
  constructor(readonly values: readonly number[]) {}

  add = (other: Float64Vector | number) => this.with(other, (a, b) => a + b);
  sub = (other: Float64Vector | number) => this.with(other, (a, b) => a - b);
  mul = (other: Float64Vector | number) => this.with(other, (a, b) => a * b);
  div = (other: Float64Vector | number) => this.with(other, (a, b) => a / b);
  maximum = (other: Float64Vector) => this.with(other, Math.max);
  abs = () => new Float64Vector(this.values.map(Math.abs));
  sqrt = () => new Float64Vector(this.values.map(Math.sqrt));
  square = () => this.mul(this);

  private with(other: Float64Vector | number, operation: (a: number, b: number) => number): Float64Vector {
    return new Float64Vector(
      this.values.map((a, i) =>
        operation(a, typeof other === 'number' ? other : (other.values[i] as number)),
      ),
    );
  }
}
