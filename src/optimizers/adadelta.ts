import { fraction } from '../settings/numbers.js';
import type { Arithmetic } from './arithmetic.js';
import { defineOptimizer } from './defineOptimizer.js';
import {
  epsilon,
  hyperparameter,
  learningRate,
  maximize,
  type ValuesOf,
  weightDecay,
} from './hyperparameters.js';
import { withWeightDecay } from './weightDecay.js';

/** ρ, how much of Adadelta's two means is kept at each step. */
const rho = hyperparameter(fraction, {
  flag: '--rho',
  argument: 'number',
  help: 'decay of the two running means',
});

/** Adadelta's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(1),
  rho: rho(0.9),
  epsilon: epsilon(1e-6),
  weightDecay: weightDecay(0),
  maximize,
};

type AdadeltaHyperparameters = ValuesOf<typeof hyperparameters>;

/** What Adadelta remembers of a parameter; both begin at zero. */
interface AdadeltaState<T> {
  /** The paper's E[g²]: the running mean of the squared gradient. */
  v: T;
  /** The paper's E[Δx²]: the running mean of the squared step. */
  u: T;
}

/**
 * One step of Adadelta: Algorithm 1 of the paper, with PyTorch's order of operations and learning rate.
 *
 *     g ← ∇f(θ)
 *     v ← ρ·v + (1 − ρ)·g²
 *     Δ = √(u + ε)/√(v + ε) · g
 *     u ← ρ·u + (1 − ρ)·Δ²
 *     θ ← θ − α·Δ
 *
 * The step has the parameter's unit, as the ratio of the two roots says; so the paper needs no learning rate, and α = 1 is
 * its rule. Both means begin at zero: the first steps are about √ε long, whatever the gradient.
 *
 * @see Zeiler (2012), Algorithm 1, https://arxiv.org/abs/1212.5701
 */
function adadeltaRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: AdadeltaState<T>,
  _t: number,
  values: AdadeltaHyperparameters,
): { theta: T; state: AdadeltaState<T> } {
  const { learningRate: alpha, rho, epsilon } = values;
  ({ theta, g } = withWeightDecay(theta, g, values));

  const v = state.v.mul(rho).add(g.mul(1 - rho).mul(g));
  const delta = state.u.add(epsilon).sqrt().div(v.add(epsilon).sqrt()).mul(g);
  const u = state.u.mul(rho).add(delta.mul(1 - rho).mul(delta));
  return { theta: theta.sub(delta.mul(alpha)), state: { v, u } };
}

export const adadelta = defineOptimizer({
  name: 'adadelta',
  title: 'Adadelta',
  hyperparameters,
  initialState: () => ({ v: 0, u: 0 }),
  rule: adadeltaRule,
});
