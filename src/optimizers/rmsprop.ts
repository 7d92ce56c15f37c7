import { nonNegative } from '../settings/numbers.js';
import { toggle } from '../settings/range.js';
import { type Arithmetic, lerp } from './arithmetic.js';
import { defineOptimizer } from './defineOptimizer.js';
import {
  epsilon,
  hyperparameter,
  learningRate,
  maximize,
  momentum,
  type ValuesOf,
  weightDecay,
} from './hyperparameters.js';
import { withWeightDecay } from './weightDecay.js';

/** α of RMSprop's paper, how much of the mean squared gradient is kept at each step. */
const alpha = hyperparameter(nonNegative, {
  flag: '--alpha',
  argument: 'number',
  help: 'decay of the mean squared gradient',
});

/** Divide by the gradient's standard deviation instead of its root mean square. */
const centered = hyperparameter(toggle, {
  flag: '--centered',
  help: "divide by the gradient's standard deviation",
});

/** RMSprop's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(0.01),
  alpha: alpha(0.99),
  epsilon: epsilon(1e-8),
  momentum: momentum(0),
  centered: centered(false),
  weightDecay: weightDecay(0),
  maximize,
};

type RMSpropHyperparameters = ValuesOf<typeof hyperparameters>;

/** What RMSprop remembers of a parameter; all begin at zero. */
interface RMSpropState<T> {
  /** The running mean of the squared gradient: the lecture's MeanSquare, Graves's n. */
  v: T;
  /** The running mean of the gradient, Graves's g; with `centered` only. */
  gMean?: T;
  /** The velocity; with `momentum` only. */
  b?: T;
}

/**
 * One step of RMSprop: slide 29 of the lecture; centered, equations 38 to 41 of Graves's paper; PyTorch's order of
 * operations.
 *
 *     g ← ∇f(θ)
 *     v ← α·v + (1 − α)·g²
 *     centered:   ḡ ← α·ḡ + (1 − α)·g
 *                 s = √(v − ḡ²) + ε         the standard deviation
 *     else:       s = √v + ε                the root mean square
 *     momentum:   b ← μ·b + g/s
 *                 θ ← θ − η·b
 *     else:       θ ← θ − η·g/s
 *
 * α is this rule's memory, so the learning rate is η. As in PyTorch v is not corrected for its beginning at zero, and so
 * the first steps are up to 1/√(1 − α) times too long; and ε is outside the root, where Graves has it inside.
 *
 * @see Tieleman & Hinton (2012), Neural Networks for Machine Learning, lecture 6e,
 *   https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf
 * @see Graves (2013), equations 38–41, https://arxiv.org/abs/1308.0850
 */
function rmspropRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: RMSpropState<T>,
  _t: number,
  values: RMSpropHyperparameters,
): { theta: T; state: RMSpropState<T> } {
  const { learningRate: eta, alpha, epsilon, momentum: mu, centered } = values;
  ({ theta, g } = withWeightDecay(theta, g, values));

  const v = state.v.mul(alpha).add(g.mul(1 - alpha).mul(g));
  const gMean = centered ? lerp(state.gMean ?? theta.mul(0), g, 1 - alpha) : undefined;
  const variance = gMean === undefined ? v : v.sub(gMean.square());
  const s = variance.sqrt().add(epsilon);
  const b = mu > 0 ? (state.b ?? theta.mul(0)).mul(mu).add(g.div(s)) : undefined;
  return {
    theta: theta.sub(b === undefined ? g.mul(eta).div(s) : b.mul(eta)),
    state: { v, ...(gMean && { gMean }), ...(b && { b }) },
  };
}

export const rmsprop = defineOptimizer({
  name: 'rmsprop',
  title: 'RMSprop',
  hyperparameters,
  initialState: rmspropInitialState,
  rule: rmspropRule,
});

function rmspropInitialState({ centered, momentum }: RMSpropHyperparameters): RMSpropState<number> {
  return { v: 0, ...(centered && { gMean: 0 }), ...(momentum > 0 && { b: 0 }) };
}
