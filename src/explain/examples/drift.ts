import type { OptimizerName } from '../../optimizers/index.js';
import { descent, figure, type WeightProblem } from './descent.js';
import type { Example } from './example.js';

const STEPS = 900;
const SLOW = { until: 400, speed: 0.005 };
const FAST = { until: 500, speed: 0.06 };
/** How near the target counts as there. */
const NEAR = 0.05;
export const driftRates = { adam: 0.01, sgd: 0.1, adagrad: 0.1 } as const;

/** Where the target is in step t: slow, then fast, then at rest. */
export function target(t: number): number {
  const slow = Math.min(t, SLOW.until) * SLOW.speed;
  return slow + Math.max(0, Math.min(t, FAST.until) - SLOW.until) * FAST.speed;
}

/** A weight whose loss is (x − target)²/2. */
export const driftProblem: WeightProblem = { start: 0, steps: STEPS, gradient: (x, t) => x - target(t) };

/** A target that moves: no step of Adam is much longer than lr, and Adagrad's steps die down. */
export function drift(): Example {
  const targets = Array.from({ length: STEPS + 1 }, (_, t) => target(t));
  const run = (optimizer: OptimizerName, learningRate: number) =>
    descent(optimizer, { learningRate }, driftProblem);
  const [adam, sgd, adagrad] = [
    run('adam', driftRates.adam),
    run('sgd', driftRates.sgd),
    run('adagrad', driftRates.adagrad),
  ];
  const off = (values: readonly number[], t: number) => figure(Math.abs(target(t) - (values[t] as number)));
  const longest = Math.max(...adam.slice(1).map((x, t) => Math.abs(x - (adam[t] as number))));
  const stepsAtRest = (values: readonly number[]) =>
    1 + values.findLastIndex((x, t) => Math.abs(x - target(t)) > NEAR) - FAST.until;
  return {
    title: 'Following a target that moves',
    phrases: [
      `target: ${SLOW.speed} a step, then ${FAST.speed} in steps ${SLOW.until + 1} to ${FAST.until}, then at rest`,
      `loss (x − target)²/2`,
      `lr ${driftRates.adam} for Adam, ${driftRates.sgd} for SGD and Adagrad`,
    ],
    vertical: 'x',
    curves: [
      { label: 'target', values: targets, muted: true },
      { label: 'Adam', values: adam },
      { label: 'SGD', values: sgd },
      { label: 'Adagrad', values: adagrad },
    ],
    text: [
      `The target moves by ${SLOW.speed} a step, by ${FAST.speed} in steps ${SLOW.until + 1} to ${FAST.until}, then rests. Adam's lr is ${driftRates.adam}, SGD's and Adagrad's ${driftRates.sgd}.`,
      `Slow target: after step ${SLOW.until} x is off by ${off(adam, SLOW.until)} with Adam, ${off(sgd, SLOW.until)} with SGD, ${off(adagrad, SLOW.until)} with Adagrad.`,
      `Fast target: after step ${FAST.until} x is off by ${off(adam, FAST.until)} with Adam, ${off(sgd, FAST.until)} with SGD, ${off(adagrad, FAST.until)} with Adagrad.`,
      `Adam's longest step was ${figure(longest)}, ${figure(longest / driftRates.adam)} times lr: what moves faster runs away from it.`,
      `At rest: x is within ${NEAR} of the target after ${stepsAtRest(sgd)} steps with SGD and ${stepsAtRest(adam)} with Adam.`,
      `Adagrad divides by the sum of all squared gradients, which only grows; after ${STEPS - FAST.until} steps it is still off by ${off(adagrad, STEPS)}.`,
    ],
  };
}
