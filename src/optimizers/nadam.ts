import { nonNegative } from '../settings/numbers.js';
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

/** ψ, how fast NAdam's momentum grows from β1/2 to β1. */
const momentumDecay = hyperparameter(nonNegative, {
  flag: '--momentum-decay',
  argument: 'number',
  help: 'how fast the momentum grows to β1',
  scale: 'log',
});

/** NAdam's hyperparameters with PyTorch's defaults. */
const hyperparameters = {
  learningRate: learningRate(0.002),
  beta1: beta1(0.9),
  beta2: beta2(0.999),
  epsilon: epsilon(1e-8),
  momentumDecay: momentumDecay(0.004),
  weightDecay: weightDecay(0),
  maximize,
  decoupledWeightDecay: decoupledWeightDecay(false),
};

type NAdamHyperparameters = ValuesOf<typeof hyperparameters>;

/** What NAdam remembers of a parameter; both begin at zero. */
interface NAdamState<T> {
  /** First moment: the running mean of the gradient. */
  m: T;
  /** Second moment, the paper's n: the running mean of the squared gradient. */
  v: T;
}

/**
 * One step of NAdam: Adam with Nesterov's momentum, Algorithm 2 of the paper with PyTorch's order of operations.
 *
 *     g  ← ∇f(θ)
 *     μₜ = β1·(1 − ½·0.96^(t·ψ))
 *     m  ← β1·m + (1 − β1)·g
 *     v  ← β2·v + (1 − β2)·g²
 *     θ  ← θ − α·(1 − μₜ)/(1 − Πᵢ₌₁ᵗ μᵢ) · g / (√(v/(1 − β2ᵗ)) + ε)
 *            − α·μₜ₊₁/(1 − Πᵢ₌₁ᵗ⁺¹ μᵢ) · m / (√(v/(1 − β2ᵗ)) + ε)
 *
 * The momentum μ grows from β1/2 to β1, the faster the larger ψ (`momentumDecay`). As in PyTorch m itself is kept with
 * β1, where the paper keeps it with μₜ. The product is a function of t alone, so it is no part of the state; PyTorch keeps
 * it as a float32 whatever the parameter's type, and so it is rounded here.
 *
 * @param t this parameter's step number, from 1
 * @see Dozat (2016), Incorporating Nesterov Momentum into Adam, Algorithm 2, https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ
 */
function nadamRule<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  state: NAdamState<T>,
  t: number,
  values: NAdamHyperparameters,
): { theta: T; state: NAdamState<T> } {
  const { learningRate: alpha, beta1, beta2, epsilon, momentumDecay } = values;
  ({ theta, g } = withWeightDecay(theta, g, values));

  const m = lerp(state.m, g, 1 - beta1);
  const v = state.v.mul(beta2).add(g.mul(1 - beta2).mul(g));

  const mu = momentumAt(t, beta1, momentumDecay);
  const muNext = momentumAt(t + 1, beta1, momentumDecay);
  const product = momentumProduct(t, beta1, momentumDecay);
  const denominator = v
    .div(1 - power(beta2, t))
    .sqrt()
    .add(epsilon);
  const byGradient = g.mul((alpha * (1 - mu)) / (1 - product)).div(denominator);
  const byMomentum = m.mul((alpha * muNext) / (1 - product * muNext)).div(denominator);
  return { theta: theta.sub(byGradient).sub(byMomentum), state: { m, v } };
}

function momentumAt(t: number, beta1: number, momentumDecay: number): number {
  return beta1 * (1 - 0.5 * power(0.96, t * momentumDecay));
}

/** The products of the momenta so far, from t = 0, for each β1 and ψ in use. */
const products = new Map<string, number[]>();

/** Πᵢ₌₁ᵗ μᵢ in float32; what is too small to show beside 1 stays as it is, so that the list ends. */
function momentumProduct(t: number, beta1: number, momentumDecay: number): number {
  const key = `${beta1} ${momentumDecay}`;
  const known = products.get(key) ?? [1];
  products.set(key, known);
  let product = known[Math.min(t, known.length - 1)] as number;
  while (known.length <= t && product > Number.EPSILON / 4) {
    // As PyTorch's float32 product takes a double.
    product = Math.fround(product * Math.fround(momentumAt(known.length, beta1, momentumDecay)));
    known.push(product);
  }
  return product;
}

export const nadam = defineOptimizer({
  name: 'nadam',
  title: 'NAdam',
  hyperparameters,
  initialState: () => ({ m: 0, v: 0 }),
  rule: nadamRule,
});
