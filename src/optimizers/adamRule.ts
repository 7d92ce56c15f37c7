import type { Arithmetic } from './arithmetic.js';

/** Adam's settings, as PyTorch defines and defaults them. */
export interface AdamHyperparameters {
  /** α, the step size: >= 0. Default 0.001. */
  learningRate: number;
  /** β1, how much of m is kept at each step: in [0, 1). Default 0.9. */
  beta1: number;
  /** β2, how much of v is kept at each step: in [0, 1). Default 0.999. */
  beta2: number;
  /** ε, added to √v̂ so that nothing is divided by zero: >= 0. Default 1e-8. */
  epsilon: number;
  /** λ, how strongly the weights are pulled to zero: >= 0. Default 0. */
  weightDecay: number;
  /** Shrink the weights directly (AdamW) instead of adding λθ to the gradient (L2). Default false. */
  decoupledWeightDecay: boolean;
  /** Divide by the largest v so far instead of the present one (AMSGrad). Default false. */
  amsgrad: boolean;
  /** Climb instead of descend. Default false. */
  maximize: boolean;
}

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
  const { learningRate: alpha, beta1, beta2, epsilon, weightDecay: lambda } = options;

  if (options.maximize) g = g.mul(-1);
  if (lambda !== 0) {
    if (options.decoupledWeightDecay) theta = theta.mul(1 - alpha * lambda);
    else g = g.add(theta.mul(lambda));
  }

  // β1·m + (1 − β1)·g, as PyTorch computes it: float32's 0.9 and 0.1 do not add up to 1, and m would shrink at every step.
  const m = state.m.add(g.sub(state.m).mul(1 - beta1));
  const v = state.v.mul(beta2).add(g.square().mul(1 - beta2));
  // AMSGrad compares the raw v, before bias correction, as PyTorch does.
  const vMax = options.amsgrad ? (state.vMax ?? state.v).maximum(v) : undefined;

  const biasCorrection1 = 1 - beta1 ** t;
  const biasCorrection2 = 1 - beta2 ** t;
  const denominator = (vMax ?? v).sqrt().div(Math.sqrt(biasCorrection2)).add(epsilon);
  return {
    theta: theta.sub(m.mul(alpha / biasCorrection1).div(denominator)),
    state: vMax === undefined ? { m, v } : { m, v, vMax },
  };
}
