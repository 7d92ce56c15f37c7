import type { OptimizerName } from '../../optimizers/index.js';
import { descent, figure, type WeightProblem } from './descent.js';
import type { Example } from './example.js';

const STEPS = 2000;
const EVERY = 50;
export const sparseRate = 0.01;

/** A weight that is to go from 0 to 1, and whose feature is seen once in so many steps: the loss is (w − 1)²/2 then, else 0. */
function seenOnceIn(every: number): WeightProblem {
  return { start: 0, steps: STEPS, gradient: (w, t) => (t % every === 0 ? w - 1 : 0) };
}

export const sparseProblem = seenOnceIn(EVERY);

/** A weight whose feature is seen once in 50 steps: what Adam and SGD make of it. */
export function sparse(): Example {
  const run = (optimizer: OptimizerName, every: number) =>
    descent(optimizer, { learningRate: sparseRate }, seenOnceIn(every));
  const half = (values: readonly number[]) => values.findIndex((w) => w >= 0.5);
  const [adamOften, sgdOften] = [run('adam', 1), run('sgd', 1)];
  const [adamRare, sgdRare] = [run('adam', EVERY), run('sgd', EVERY)];
  const seen = STEPS / EVERY;
  // From one sighting to the next, in the middle of the way.
  const gain = (values: readonly number[]) =>
    (values[4 * EVERY - 1] as number) - (values[3 * EVERY - 1] as number);
  return {
    title: `A feature that is seen once in ${EVERY} steps`,
    phrases: [
      'each weight is to go from 0 to 1',
      `lr ${sparseRate} for both`,
      'loss (w − 1)²/2 where the feature is seen',
    ],
    vertical: 'weight',
    curves: [
      { label: 'Adam, every step', values: adamOften },
      { label: 'SGD, every step', values: sgdOften },
      { label: 'Adam, rare', values: adamRare },
      { label: 'SGD, rare', values: sgdRare },
    ],
    text: [
      `A weight has to go from 0 to 1; its gradient is 0 except in one step of ${EVERY}, in which its feature is seen. lr ${sparseRate} for both.`,
      `SGD moves it only in those steps: after ${STEPS} steps, ${seen} of them with the feature, it is ${figure(sgdRare[STEPS] as number)}.`,
      `Adam takes it past 0.5 in step ${half(adamRare)}. Zeros make v small, so each gradient counts for more: from the`,
      `3rd sighting to the 4th the weight gains ${figure(gain(adamRare))}, and SGD's ${figure(gain(sgdRare))}. m goes on moving it in between.`,
      `A weight whose feature is seen in every step is past 0.5 in step ${half(adamOften)} with Adam and ${half(sgdOften)} with SGD.`,
    ],
  };
}
