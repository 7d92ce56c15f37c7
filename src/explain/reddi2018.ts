import { resolveOptimizer } from '../config/resolveOptimizer.js';
import { Float64Parameter } from './float64Parameter.js';

/** The paper's C; its gradients are C once and −1 twice in three steps. */
export const C = 3;
/** The learning rate, which stays. */
export const LEARNING_RATE = 0.01;
/** The paper's β2, so short a memory that the large gradient is nearly forgotten after one step. */
export const BETA2 = 1 / (1 + C ** 2);

/**
 * x after each step of the counter-example to Adam's convergence, x[0] being the start: f(x) = C·x at t = 1, 4, 7 …, else −x, so that
 * on average f falls towards −1; after each step x is put back into [−1, 1]. β1 = 0, β2 = 1/(1 + C²), ε = 1e-8, with bias
 * correction, and AMSGrad takes the maximum of the raw v.
 *
 * @see Reddi, Kale & Kumar (2018), Theorem 1 and section 3, https://arxiv.org/abs/1904.09237
 */
export function reddiPath({ amsgrad, start }: { amsgrad: boolean; start: number }, steps: number): number[] {
  const options = resolveOptimizer('adam', { learningRate: LEARNING_RATE, beta1: 0, beta2: BETA2, amsgrad });
  const parameter = new Float64Parameter('adam', options, [start]);
  const path = [start];
  for (let t = 1; t <= steps; t++) {
    parameter.step([t % 3 === 1 ? C : -1]);
    parameter.replace(([x = 0]) => [Math.min(1, Math.max(-1, x))]);
    path.push(parameter.values[0] as number);
  }
  return path;
}
