import type { Hyperparameters } from '../config/optimizerTable.js';
import type { Arithmetic } from './arithmetic.js';
import { withWeightDecay } from './weightDecay.js';

export type AdagradHyperparameters = Hyperparameters<'adagrad'>;

/** What Adagrad remembers of a parameter. */
export interface AdagradState<T> {
  /** The sum of the squared gradients, the diagonal of the paper's G; begins at `initialAccumulatorValue`. */
  G: T;
}

/**
 * One step of Adagrad: the diagonal update of the paper's Figure 1, with PyTorch's order of operations.
 *
 *     g ← ∇f(θ)
 *     G ← G + g²
 *     θ ← θ − α/(1 + (t − 1)·η) · g/(√G + ε)
 *
 * η is `learningRateDecay`, which the paper does not have; the paper's δ is ε.
 *
 * @param t this parameter's step number, from 1
 * @see Duchi, Hazan & Singer (2011), Figure 1, https://jmlr.org/papers/v12/duchi11a.html
 */
export function adagradRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: AdagradState<T>,
  t: number,
  options: AdagradHyperparameters,
): { theta: T; state: AdagradState<T> } {
  const { learningRate: alpha, learningRateDecay: eta, epsilon } = options;
  ({ theta, g } = withWeightDecay(theta, g, options));

  const G = state.G.add(g.square());
  const rate = alpha / (1 + (t - 1) * eta);
  return { theta: theta.sub(g.mul(rate).div(G.sqrt().add(epsilon))), state: { G } };
}
