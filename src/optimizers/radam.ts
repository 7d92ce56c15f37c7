import { type Arithmetic, lerp } from './arithmetic.js';
import { defineOptimizer } from './defineOptimizer.js';
import {
  beta1,
  beta2,
  decoupledWeightDecay,
  epsilon,
  learningRate,
  maximize,
  type ValuesOf,
  weightDecay,
} from './hyperparameters.js';
import { power } from './power.js';
import { withWeightDecay } from './weightDecay.js';

/** RAdam's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(0.001),
  beta1: beta1(0.9),
  beta2: beta2(0.999),
  epsilon: epsilon(1e-8),
  weightDecay: weightDecay(0),
  maximize,
  decoupledWeightDecay: decoupledWeightDecay(false),
};

type RAdamHyperparameters = ValuesOf<typeof hyperparameters>;

/** What RAdam remembers of a parameter; both begin at zero. */
interface RAdamState<T> {
  /** First moment: the running mean of the gradient. */
  m: T;
  /** Second moment: the running mean of the squared gradient. */
  v: T;
}

/**
 * One step of RAdam: Algorithm 2 of the paper with PyTorch's order of operations.
 *
 *     g  ← ∇f(θ)
 *     m  ← β1·m + (1 − β1)·g
 *     v  ← β2·v + (1 − β2)·g²
 *     m̂  = m/(1 − β1ᵗ)
 *     ρ∞ = 2/(1 − β2) − 1
 *     ρₜ = ρ∞ − 2·t·β2ᵗ/(1 − β2ᵗ)
 *     if ρₜ > 5:  l = √(1 − β2ᵗ)/(√v + ε)
 *                 r = √((ρₜ − 4)(ρₜ − 2)·ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)·ρₜ))
 *                 θ ← θ − α·m̂·l·r
 *     else:       θ ← θ − α·m̂
 *
 * ρₜ says how many gradients v is the mean of. While they are few, v is too uncertain to divide by, and the step is
 * momentum's; then r lets the adaptive step grow to its full size. The paper's bound is 4; PyTorch's is 5.
 *
 * @param t this parameter's step number, from 1
 * @see Liu et al. (2020), Algorithm 2, https://arxiv.org/abs/1908.03265
 */
function radamRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: RAdamState<T>,
  t: number,
  values: RAdamHyperparameters,
): { theta: T; state: RAdamState<T> } {
  const { learningRate: alpha, beta1, beta2, epsilon } = values;
  ({ theta, g } = withWeightDecay(theta, g, values));

  const m = lerp(state.m, g, 1 - beta1);
  const v = state.v.mul(beta2).add(g.mul(1 - beta2).mul(g));

  const step = m.div(1 - power(beta1, t)).mul(alpha);
  const biasCorrection2 = 1 - power(beta2, t);
  const rhoInf = 2 / (1 - beta2) - 1;
  const rho = rhoInf - (2 * t * power(beta2, t)) / biasCorrection2;
  if (rho <= 5) return { theta: theta.sub(step), state: { m, v } };

  const r = Math.sqrt(((rho - 4) * (rho - 2) * rhoInf) / ((rhoInf - 4) * (rhoInf - 2) * rho));
  const l = Math.sqrt(biasCorrection2);
  const adaptive = step.mul(l).div(v.sqrt().add(epsilon)).mul(r);
  return { theta: theta.sub(adaptive), state: { m, v } };
}

export const radam = defineOptimizer({
  name: 'radam',
  title: 'RAdam',
  hyperparameters,
  initialState: () => ({ m: 0, v: 0 }),
  rule: radamRule,
});
