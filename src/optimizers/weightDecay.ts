import type { Arithmetic } from './arithmetic.js';

interface Values {
  learningRate: number;
  weightDecay: number;
  maximize: boolean;
  decoupledWeightDecay?: boolean;
}

/**
 * What every rule does before its own work, in PyTorch's order: turn the gradient round to climb, and pull the
 * parameter to zero.
 *
 *     maximize:            g ← −g
 *     decay, decoupled:    θ ← θ − α·λ·θ      the rule's means know nothing of it
 *     decay, else:         g ← g + λ·θ        the gradient of λ/2·θ²
 *
 * @see Loshchilov & Hutter (2019), Algorithms 1 and 2, https://arxiv.org/abs/1711.05101
 */
export function withWeightDecay<T extends Arithmetic<T>>(
  theta: T,
  g: T,
  { learningRate: alpha, weightDecay: lambda, decoupledWeightDecay, maximize }: Values,
): { theta: T; g: T } {
  const slope = maximize ? g.mul(-1) : g;
  if (lambda === 0) return { theta, g: slope };
  return decoupledWeightDecay
    ? { theta: theta.mul(1 - alpha * lambda), g: slope }
    : { theta, g: slope.add(theta.mul(lambda)) };
}
