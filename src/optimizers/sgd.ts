import { finite } from '../settings/numbers.js';
import { toggle } from '../settings/range.js';
import type { Arithmetic } from './arithmetic.js';
import { defineOptimizer } from './defineOptimizer.js';
import {
  hyperparameter,
  learningRate,
  maximize,
  momentum,
  type ValuesOf,
  weightDecay,
} from './hyperparameters.js';
import { withWeightDecay } from './weightDecay.js';

/** τ, the part of each gradient but the first that is kept out of the velocity. */
const dampening = hyperparameter(finite, {
  flag: '--dampening',
  argument: 'number',
  help: 'the part of each gradient that is kept out of the velocity',
});

/** Step by the velocity as it will be (Nesterov); needs momentum and no dampening. */
const nesterov = hyperparameter(toggle, {
  flag: '--nesterov',
  phrase: 'Nesterov',
  help: 'step by the velocity as it will be; needs --momentum',
});

/** SGD's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(0.001),
  momentum: momentum(0),
  dampening: dampening(0),
  nesterov: nesterov(false),
  weightDecay: weightDecay(0),
  maximize,
};

type SGDHyperparameters = ValuesOf<typeof hyperparameters>;

/** What gradient descent remembers of a parameter. */
interface SGDState<T> {
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
function sgdRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: SGDState<T>,
  t: number,
  values: SGDHyperparameters,
): { theta: T; state: SGDState<T> } {
  const { learningRate: alpha, momentum: mu, dampening: tau, nesterov } = values;
  ({ theta, g } = withWeightDecay(theta, g, values));

  if (mu === 0) return { theta: theta.sub(g.mul(alpha)), state: {} };
  const b = t === 1 || state.b === undefined ? g : state.b.mul(mu).add(g.mul(1 - tau));
  const direction = nesterov ? g.add(b.mul(mu)) : b;
  return { theta: theta.sub(direction.mul(alpha)), state: { b } };
}

export const sgd = defineOptimizer({
  name: 'sgd',
  title: 'SGD',
  hyperparameters,
  initialState: ({ momentum }): SGDState<number> => (momentum > 0 ? { b: 0 } : {}),
  rule: sgdRule,
  check: checkNesterov,
});

/** Nesterov's step looks ahead along the velocity, which there must be, and whole. */
function checkNesterov(
  { nesterov, momentum, dampening }: SGDHyperparameters,
  nameOf: (hyperparameter: string) => string,
): string | undefined {
  if (!nesterov || (momentum > 0 && dampening === 0)) return undefined;
  return `${nameOf('nesterov')} must go with a momentum above 0 and no dampening, got momentum ${momentum} and dampening ${dampening}; give a momentum such as 0.9, or leave it out.`;
}
