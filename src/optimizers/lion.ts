import { type Arithmetic, lerp } from './arithmetic.js';
import { defineOptimizer } from './defineOptimizer.js';
import { beta1, beta2, learningRate, maximize, type ValuesOf, weightDecay } from './hyperparameters.js';
import { withWeightDecay } from './weightDecay.js';

/** Lion's hyperparameters; the betas are the paper's, the rate is a tenth of Adam's usual one. */
const hyperparameters = {
  learningRate: learningRate(1e-4),
  beta1: beta1(0.9),
  beta2: beta2(0.99),
  weightDecay: weightDecay(0),
  maximize,
};

type LionHyperparameters = ValuesOf<typeof hyperparameters>;

/** What Lion remembers of a parameter. */
interface LionState<T> {
  /** The momentum: the running mean of the gradient; begins at zero. */
  m: T;
}

/**
 * One step of Lion: Algorithm 2 of the paper. Every weight moves by the learning rate, up or down.
 *
 *     g ← ∇f(θ)
 *     c ← β1·m + (1 − β1)·g
 *     θ ← θ − α·(sign(c) + λ·θ)
 *     m ← β2·m + (1 − β2)·g
 *
 * The step looks at a mean c with a shorter memory than the momentum that is kept. The decay is decoupled, as AdamW's. Since a
 * step does not shrink with the gradient, the rate should be 3 to 10 times smaller than Adam's (section 5 of the paper).
 *
 * @see Chen et al. (2023), Symbolic Discovery of Optimization Algorithms, Algorithm 2, https://arxiv.org/abs/2302.06675
 */
function lionRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: LionState<T>,
  _t: number,
  values: LionHyperparameters & { decoupledWeightDecay: boolean },
): { theta: T; state: LionState<T> } {
  const { learningRate: alpha, beta1, beta2 } = values;
  ({ theta, g } = withWeightDecay(theta, g, values)); //  θ ← θ − α·λ·θ

  const c = lerp(state.m, g, 1 - beta1); //                c ← β1·m + (1 − β1)·g
  theta = theta.sub(c.sign().mul(alpha)); //               θ ← θ − α·sign(c)
  const m = lerp(state.m, g, 1 - beta2); //                m ← β2·m + (1 − β2)·g

  return { theta, state: { m } };
}

export const lion = defineOptimizer({
  name: 'lion',
  title: 'Lion',
  hyperparameters,
  fixed: { decoupledWeightDecay: true },
  initialState: () => ({ m: 0 }),
  rule: lionRule,
});
