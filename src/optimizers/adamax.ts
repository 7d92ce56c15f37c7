import { type Arithmetic, lerp } from './arithmetic.js';
import { defineOptimizer } from './defineOptimizer.js';
import {
  beta1,
  beta2,
  epsilon,
  learningRate,
  maximize,
  type ValuesOf,
  weightDecay,
} from './hyperparameters.js';
import { power } from './power.js';
import { withWeightDecay } from './weightDecay.js';

/** Adamax's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(0.002),
  beta1: beta1(0.9),
  beta2: beta2(0.999),
  epsilon: epsilon(1e-8),
  weightDecay: weightDecay(0),
  maximize,
};

type AdamaxHyperparameters = ValuesOf<typeof hyperparameters>;

/** What Adamax remembers of a parameter; both begin at zero. */
interface AdamaxState<T> {
  /** First moment: the running mean of the gradient. */
  m: T;
  /** The largest gradient so far, where older ones count less. */
  u: T;
}

/**
 * One step of Adamax: Algorithm 2 of Adam's paper with PyTorch's order of operations.
 *
 *     g ← ∇f(θ)
 *     m ← β1·m + (1 − β1)·g
 *     u ← max(β2·u, |g| + ε)
 *     θ ← θ − α/(1 − β1ᵗ) · m/u
 *
 * u needs no bias correction: a maximum does not lean to the zero it begins at. PyTorch adds ε inside the maximum; the
 * paper has none.
 *
 * @param t this parameter's step number, from 1
 * @see Kingma & Ba (2015), section 7.1, Algorithm 2, https://arxiv.org/abs/1412.6980
 */
function adamaxRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: AdamaxState<T>,
  t: number,
  values: AdamaxHyperparameters,
): { theta: T; state: AdamaxState<T> } {
  const { learningRate: alpha, beta1, beta2, epsilon } = values;
  ({ theta, g } = withWeightDecay(theta, g, values));

  const m = lerp(state.m, g, 1 - beta1);
  const u = state.u.mul(beta2).maximum(g.abs().add(epsilon));
  return { theta: theta.sub(m.mul(alpha / (1 - power(beta1, t))).div(u)), state: { m, u } };
}

export const adamax = defineOptimizer({
  name: 'adamax',
  title: 'Adamax',
  hyperparameters,
  initialState: () => ({ m: 0, u: 0 }),
  rule: adamaxRule,
});
