import type { Arithmetic } from './arithmetic.js';
import type { AnyValues, OptimizerDefinition } from './defineOptimizer.js';

/** A vector of doubles: the update rules computed to the last digits, where tfjs has float32 only. */
export class Float64Vector implements Arithmetic<Float64Vector> {
  constructor(readonly values: readonly number[]) {}

  add = (other: Float64Vector | number) => this.with(other, (a, b) => a + b);
  sub = (other: Float64Vector | number) => this.with(other, (a, b) => a - b);
  mul = (other: Float64Vector | number) => this.with(other, (a, b) => a * b);
  div = (other: Float64Vector | number) => this.with(other, (a, b) => a / b);
  maximum = (other: Float64Vector) => this.with(other, Math.max);
  abs = () => new Float64Vector(this.values.map(Math.abs));
  sign = () => new Float64Vector(this.values.map(Math.sign));
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

/** One parameter under an optimizer's own rule in float64, in place of tfjs's float32; `step` takes its gradient. */
export class Float64Parameter {
  state: Record<string, Float64Vector>;
  private t = 0;
  private theta: Float64Vector;

  constructor(
    private readonly optimizer: OptimizerDefinition,
    private readonly hyperparameters: AnyValues,
    start: readonly number[],
  ) {
    this.theta = new Float64Vector(start);
    const slots = Object.entries(optimizer.initialState(hyperparameters));
    this.state = Object.fromEntries(
      slots.map(([slot, value]) => [slot, new Float64Vector(start.map(() => value))]),
    );
  }

  get values(): readonly number[] {
    return this.theta.values;
  }

  step(g: readonly number[]): void {
    this.t += 1;
    const values = { ...this.hyperparameters, ...this.optimizer.fixed };
    const next = this.optimizer.rule(this.theta, new Float64Vector(g), this.state, this.t, values);
    this.theta = next.theta;
    this.state = next.state;
  }

  /** Puts another value in its place between steps, such as the nearest that is allowed. */
  replace(change: (values: readonly number[]) => readonly number[]): void {
    this.theta = new Float64Vector(change(this.theta.values));
  }
}
