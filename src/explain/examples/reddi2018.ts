import { descent, figure, type WeightProblem } from './descent.js';
import type { Example } from './example.js';

/** The paper's C; its gradients are C once and −1 twice in three steps. */
const C = 3;
/** The learning rate, which stays. */
const LEARNING_RATE = 0.01;
/** The paper's β2, so short a memory that the large gradient is nearly forgotten after one step. */
const BETA2 = 1 / (1 + C ** 2);
const SHOWN = 3000;

/**
 * The counter-example to Adam's convergence: f(x) = C·x at t = 1, 4, 7 …, else −x, so that on average f falls towards −1; after
 * each step x is put back into [−1, 1]. β1 = 0, β2 = 1/(1 + C²), ε = 1e-8, with bias correction, and AMSGrad takes the maximum of
 * the raw v.
 *
 * @see Reddi, Kale & Kumar (2018), Theorem 1 and section 3, https://arxiv.org/abs/1904.09237
 */
export const reddiProblem = {
  start: 1,
  steps: SHOWN,
  gradient: (_x, t) => (t % 3 === 1 ? C : -1),
  confine: (x) => Math.min(1, Math.max(-1, x)),
} satisfies WeightProblem;

export const reddiHyperparameters = { learningRate: LEARNING_RATE, beta1: 0, beta2: BETA2 };

/** x after each step of the counter-example, x[0] being the start. */
export function reddiPath(
  { amsgrad, start, beta2 = BETA2 }: { amsgrad: boolean; start: number; beta2?: number },
  steps: number,
): number[] {
  return descent('adam', { ...reddiHyperparameters, beta2, amsgrad }, { ...reddiProblem, start, steps });
}

/** The counter-example in words and curves. */
export function reddi2018(): Example {
  const adam = reddiPath({ amsgrad: false, start: 1 }, SHOWN);
  const away = reddiPath({ amsgrad: false, start: -1 }, SHOWN);
  const usual = reddiPath({ amsgrad: false, start: 1, beta2: 0.999 }, SHOWN);
  const amsgrad = reddiPath({ amsgrad: true, start: 1 }, SHOWN);
  const at = (values: readonly number[], t: number) => figure(values[t] as number);
  return {
    title: 'Where Adam goes the wrong way (Reddi, Kale & Kumar 2018)',
    phrases: [
      `f(x) = ${C}x in steps 1, 4, 7 …, else −x; x stays in [−1, 1]; best: x = −1`,
      `lr ${LEARNING_RATE}, β1 = 0, β2 = 1/(1 + ${C}²) = ${BETA2}, ε = 1e-8`,
    ],
    vertical: 'x',
    curves: [
      { label: 'Adam from +1', values: adam },
      { label: 'Adam from −1', values: away },
      { label: 'AMSGrad from +1', values: amsgrad },
    ],
    text: [
      `f(x) = ${C}·x in steps 1, 4, 7 …, else −x, with x kept in [−1, 1]: three steps add up to x, so the best place is −1.`,
      `Adam stays at +1, the worst: x is ${at(adam, 300)} after 300 steps and ${at(adam, SHOWN)} after ${SHOWN}. Even from −1 it is at ${at(away, 300)} after 300`,
      `and ${at(away, SHOWN)} after ${SHOWN}. With β2 = ${BETA2} the one large gradient is divided by its own size, and v has forgotten it two steps later,`,
      'so that the two small ones the other way together weigh more.',
      `AMSGrad divides by the largest v so far: x is ${at(amsgrad, 300)} after 300 steps, ${at(amsgrad, SHOWN)} after ${SHOWN}.`,
      `With Adam's usual β2 = 0.999 v remembers the large gradient for about 1,000 steps, and Adam too goes to ${at(usual, SHOWN)}.`,
    ],
  };
}
