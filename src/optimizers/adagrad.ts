import { nonNegative } from '../settings/numbers.js';
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

/** What Adagrad's sum of squared gradients begins at. */
const initialAccumulatorValue = hyperparameter(nonNegative, {
  flag: '--initial-accumulator-value',
  phrase: 'initial accumulator',
  argument: 'number',
  help: 'what the sum of squared gradients begins at',
});

/** η, Adagrad's learning rate is divided by 1 + (t − 1)·η. */
const learningRateDecay = hyperparameter(nonNegative, {
  flag: '--learning-rate-decay',
  phrase: 'lr decay',
  aliases: ['--lr-decay'],
  argument: 'number',
  help: 'the learning rate is divided by 1 + (t − 1) times this',
  scale: 'log',
});

/** Adagrad's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(0.01),
  learningRateDecay: learningRateDecay(0),
  initialAccumulatorValue: initialAccumulatorValue(0),
  epsilon: epsilon(1e-10),
  weightDecay: weightDecay(0),
  maximize,
};

type AdagradHyperparameters = ValuesOf<typeof hyperparameters>;

/** What Adagrad remembers of a parameter. */
interface AdagradState<T> {
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
function adagradRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: AdagradState<T>,
  t: number,
  values: AdagradHyperparameters,
): { theta: T; state: AdagradState<T> } {
  const { learningRate: alpha, learningRateDecay: eta, epsilon } = values;
  ({ theta, g } = withWeightDecay(theta, g, values));

  const G = state.G.add(g.square());
  const rate = alpha / (1 + (t - 1) * eta);
  return { theta: theta.sub(g.mul(rate).div(G.sqrt().add(epsilon))), state: { G } };
}

export const adagrad = defineOptimizer({
  name: 'adagrad',
  title: 'Adagrad',
  hyperparameters,
  initialState: ({ initialAccumulatorValue }) => ({ G: initialAccumulatorValue }),
  rule: adagradRule,
});
