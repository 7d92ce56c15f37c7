import type { Hyperparameters } from '../config/optimizerTable.js';
import type { Arithmetic } from './arithmetic.js';
import { withWeightDecay } from './weightDecay.js';

export type SGDHyperparameters = Hyperparameters<'sgd'>;

/** What gradient descent remembers of a parameter. */
export interface SGDState<T> {
  /** The velocity, which is the first gradient after the first step; with `momentum` only. */
  b?: T;
}

/**
 * One step of gradient descent, plain, with momentum, or with Nesterov's: equations 1 to 4 of the paper, in PyTorch's form.
 *
 *     g ← ∇f(θ)
 *     momentum:   b ← g                       for t = 1
 *                 b ← μ·b + (1 − τ)·g         from t = 2 on; τ is `dampening`
 *     nesterov:   θ ← θ − α·(g + μ·b)
 *     momentum:   θ ← θ − α·b
 *     else:       θ ← θ − α·g
 *
 * The paper's velocity is −α·b, and so differs once α changes between steps. Its Nesterov step takes the gradient ahead,
 * at θ + μv; PyTorch's θ is that point.
 *
 * @param t this parameter's step number, from 1
 * @see Sutskever, Martens, Dahl & Hinton (2013), equations 1–4, https://proceedings.mlr.press/v28/sutskever13.html
 */
export function sgdRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: SGDState<T>,
  t: number,
  options: SGDHyperparameters,
): { theta: T; state: SGDState<T> } {
  const { learningRate: alpha, momentum: mu, dampening: tau, nesterov } = options;
  ({ theta, g } = withWeightDecay(theta, g, options));

  if (mu === 0) return { theta: theta.sub(g.mul(alpha)), state: {} };
  const b = t === 1 || state.b === undefined ? g : state.b.mul(mu).add(g.mul(1 - tau));
  const direction = nesterov ? g.add(b.mul(mu)) : b;
  return { theta: theta.sub(direction.mul(alpha)), state: { b } };
}
