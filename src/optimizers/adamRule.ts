import type { Hyperparameters } from '../config/optimizerTable.js';
import { type Arithmetic, lerp } from './arithmetic.js';
import { checkStep } from './checkStep.js';
import { withWeightDecay } from './weightDecay.js';

/** Adam's settings, as PyTorch defines and defaults them. */
export type AdamHyperparameters = Hyperparameters<'adam'>;

/** What Adam remembers of a parameter between steps; every entry has the parameter's shape and begins at zero. */
export interface AdamState<T> {
  /** First moment: the running mean of the gradient. */
  m: T;
  /** Second moment: the running mean of the squared gradient. */
  v: T;
  /** The largest v so far; with `amsgrad` only. */
  vMax?: T;
}

/**
 * One step of Adam: Algorithm 1 of the paper, with PyTorch's order of operations.
 *
 *     g ← ∇f(θ)
 *     m ← β1·m + (1 − β1)·g
 *     v ← β2·v + (1 − β2)·g²
 *     θ ← θ − α/(1 − β1ᵗ) · m / (√v / √(1 − β2ᵗ) + ε)
 *
 * m and v begin at zero and so are too small at first; dividing by 1 − βᵗ mends that (section 3 of the paper). The
 * powers are taken in double precision: in float32, 1 − 0.999 is off by 5e-5 of its value.
 *
 * @param theta the parameter
 * @param g its gradient, of the same shape
 * @param state m, v (and vMax) after the step before
 * @param t this parameter's step number, from 1
 * @returns the new parameter and its new state
 * @throws UsageError for a step number, an option or a state that is none
 * @see Kingma & Ba (2015), Algorithm 1, https://arxiv.org/abs/1412.6980
 * @see Reddi, Kale & Kumar (2018), Algorithm 2 (AMSGrad), https://arxiv.org/abs/1904.09237
 * @see Loshchilov & Hutter (2019), Algorithm 2 (AdamW), https://arxiv.org/abs/1711.05101
 */
export function adamRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: AdamState<T>,
  t: number,
  options: AdamHyperparameters,
): { theta: T; state: AdamState<T> } {
  checkStep('adam', state, ['m', 'v'], t, options);
  const { learningRate: alpha, beta1, beta2, epsilon } = options;
  ({ theta, g } = withWeightDecay(theta, g, options));

  const m = lerp(state.m, g, 1 - beta1);
  const v = state.v.mul(beta2).add(g.square().mul(1 - beta2));
  // AMSGrad compares the raw v, before bias correction, as PyTorch does.
  const vMax = options.amsgrad ? (state.vMax ?? state.v).maximum(v) : undefined;

  const { biasCorrection1, biasCorrection2 } = biasCorrections(t, options);
  const denominator = (vMax ?? v).sqrt().div(Math.sqrt(biasCorrection2)).add(epsilon);
  return {
    theta: theta.sub(m.mul(alpha / biasCorrection1).div(denominator)),
    state: vMax === undefined ? { m, v } : { m, v, vMax },
  };
}

/** 1 − β1ᵗ and 1 − β2ᵗ; 1 and 1 where the correction is switched off. */
export function biasCorrections(
  t: number,
  { beta1, beta2, biasCorrection }: Pick<AdamHyperparameters, 'beta1' | 'beta2' | 'biasCorrection'>,
): { biasCorrection1: number; biasCorrection2: number } {
  return biasCorrection
    ? { biasCorrection1: 1 - beta1 ** t, biasCorrection2: 1 - beta2 ** t }
    : { biasCorrection1: 1, biasCorrection2: 1 };
}
