import { toggle } from '../settings/range.js';
import { type Arithmetic, lerp } from './arithmetic.js';
import { defineOptimizer } from './defineOptimizer.js';
import {
  beta1,
  beta2,
  decoupledWeightDecay,
  epsilon,
  hyperparameter,
  learningRate,
  maximize,
  type ValuesOf,
  weightDecay,
} from './hyperparameters.js';
import { power } from './power.js';
import { withWeightDecay } from './weightDecay.js';

/** Divide by the largest v so far instead of the present one (AMSGrad). */
export const amsgrad = hyperparameter(toggle, {
  flag: '--amsgrad',
  phrase: 'AMSGrad',
  help: 'divide by the largest v so far',
});

/** Divide m and v by 1 − βᵗ, as Algorithm 1 does; off, the first steps are what they are. */
export const biasCorrection = hyperparameter(
  { ...toggle, read: () => false },
  { flag: '--no-bias-correction', help: 'leave m and v as they are, too small in the first steps' },
);

/** Adam's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(0.001),
  beta1: beta1(0.9),
  beta2: beta2(0.999),
  epsilon: epsilon(1e-8),
  weightDecay: weightDecay(0),
  maximize,
  decoupledWeightDecay: decoupledWeightDecay(false),
  amsgrad: amsgrad(false),
  biasCorrection: biasCorrection(true),
};

/** All of Adam's hyperparameters. */
export type AdamHyperparameters = ValuesOf<typeof hyperparameters>;

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
 * @param values the hyperparameters, each of them
 * @returns the new parameter and its new state
 * @see Kingma & Ba (2015), Algorithm 1, https://arxiv.org/abs/1412.6980
 * @see Reddi, Kale & Kumar (2018), Algorithm 2 (AMSGrad), https://arxiv.org/abs/1904.09237
 * @see Loshchilov & Hutter (2019), Algorithm 2 (AdamW), https://arxiv.org/abs/1711.05101
 */
export function adamRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: AdamState<T>,
  t: number,
  values: AdamHyperparameters,
): { theta: T; state: AdamState<T> } {
  const { learningRate: alpha, beta1, beta2, epsilon } = values;
  ({ theta, g } = withWeightDecay(theta, g, values));

  const { biasCorrection1, biasCorrection2 } = biasCorrections(t, values);

  const m = lerp(state.m, g, 1 - beta1); //                            m  ← β1·m + (1 − β1)·g
  const v = state.v.mul(beta2).add(g.square().mul(1 - beta2)); //      v  ← β2·v + (1 − β2)·g²
  const vMax = values.amsgrad ? (state.vMax ?? state.v).maximum(v) : undefined; // raw v, as PyTorch
  const alphaMHat = m.mul(alpha / biasCorrection1); //               α·m̂ = α·m/(1 − β1ᵗ)
  const sqrtVHat = (vMax ?? v).sqrt().div(Math.sqrt(biasCorrection2)); // √v̂ = √v/√(1 − β2ᵗ)
  theta = theta.sub(alphaMHat.div(sqrtVHat.add(epsilon))); //          θ  ← θ − α·m̂/(√v̂ + ε)

  return { theta, state: vMax === undefined ? { m, v } : { m, v, vMax } };
}

/** 1 − β1ᵗ and 1 − β2ᵗ; 1 and 1 where the correction is switched off. */
export function biasCorrections(
  t: number,
  { beta1, beta2, biasCorrection }: Pick<AdamHyperparameters, 'beta1' | 'beta2' | 'biasCorrection'>,
): { biasCorrection1: number; biasCorrection2: number } {
  return biasCorrection
    ? { biasCorrection1: 1 - power(beta1, t), biasCorrection2: 1 - power(beta2, t) }
    : { biasCorrection1: 1, biasCorrection2: 1 };
}

export function adamInitialState({ amsgrad }: Pick<AdamHyperparameters, 'amsgrad'>): AdamState<number> {
  return { m: 0, v: 0, ...(amsgrad && { vMax: 0 }) };
}

export const adam = defineOptimizer({
  name: 'adam',
  title: 'Adam',
  hyperparameters,
  initialState: adamInitialState,
  rule: adamRule,
});
