import type { Hyperparameters, OptimizerName } from '../config/optimizerTable.js';
import { adadeltaRule } from '../optimizers/adadeltaRule.js';
import { adagradRule } from '../optimizers/adagradRule.js';
import { adamaxRule } from '../optimizers/adamaxRule.js';
import { adamRule } from '../optimizers/adamRule.js';
import { nadamRule } from '../optimizers/nadamRule.js';
import { radamRule } from '../optimizers/radamRule.js';
import { rmspropRule } from '../optimizers/rmspropRule.js';
import { sgdRule } from '../optimizers/sgdRule.js';
import { Float64Vector } from './float64Vector.js';

type Next = { theta: Float64Vector; state: Record<string, Float64Vector> };
type Rule = (
  theta: Float64Vector,
  g: Float64Vector,
  state: Next['state'],
  t: number,
  options: object,
) => Next;

const adamwRule: typeof adamRule<Float64Vector> = (theta, g, state, t, options) =>
  adamRule(theta, g, state, t, { ...options, decoupledWeightDecay: true });

const rules: Record<OptimizerName, Rule> = {
  adam: adamRule as never,
  adamw: adamwRule as never,
  nadam: nadamRule as never,
  radam: radamRule as never,
  adamax: adamaxRule as never,
  rmsprop: rmspropRule as never,
  adagrad: adagradRule as never,
  adadelta: adadeltaRule as never,
  sgd: sgdRule as never,
};

/** One parameter under an optimizer's own rule in float64, in place of tfjs's float32; `step` takes its gradient. */
export class Float64Parameter<Name extends OptimizerName> {
  state: Record<string, Float64Vector>;
  private t = 0;
  private theta: Float64Vector;

  constructor(
    private readonly name: Name,
    private readonly options: Hyperparameters<Name>,
    start: readonly number[],
  ) {
    this.theta = new Float64Vector(start);
    const all = (value: number) => new Float64Vector(start.map(() => value));
    const { initialAccumulatorValue = 0 } = options as { initialAccumulatorValue?: number };
    this.state = { m: all(0), v: all(0), u: all(0), G: all(initialAccumulatorValue) };
  }

  get values(): readonly number[] {
    return this.theta.values;
  }

  step(g: readonly number[]): void {
    this.t += 1;
    const next = rules[this.name](this.theta, new Float64Vector(g), this.state, this.t, this.options);
    this.theta = next.theta;
    this.state = next.state;
  }

  /** Puts another value in its place between steps, such as the nearest that is allowed. */
  replace(change: (values: readonly number[]) => readonly number[]): void {
    this.theta = new Float64Vector(change(this.theta.values));
  }
}
