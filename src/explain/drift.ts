import type { OptimizerName } from '../config/optimizerTable.js';
import { descent, figure } from './descent.js';
import type { Example } from './examples.js';

const STEPS = 900;
const SLOW = { until: 400, speed: 0.005 };
const FAST = { until: 500, speed: 0.06 };
/** How near the target counts as there. */
const NEAR = 0.05;
const RATES = { adam: 0.01, sgd: 0.1, adagrad: 0.1 } as const;

/** Where the target is in step t: slow, then fast, then at rest. */
function target(t: number): number {
  const slow = Math.min(t, SLOW.until) * SLOW.speed;
  return slow + Math.max(0, Math.min(t, FAST.until) - SLOW.until) * FAST.speed;
}

/** A target that moves: no step of Adam is much longer than lr, and Adagrad's steps die down. */
export function drift(): Example {
  const targets = Array.from({ length: STEPS + 1 }, (_, t) => target(t));
  const run = (optimizer: OptimizerName, learningRate: number) =>
    descent(optimizer, { learningRate }, { start: 0, steps: STEPS, gradient: (x, t) => x - target(t) });
  const [adam, sgd, adagrad] = [
    run('adam', RATES.adam),
    run('sgd', RATES.sgd),
    run('adagrad', RATES.adagrad),
  ];
  const behind = (values: readonly number[], t: number) => figure(target(t) - (values[t] as number));
  const longest = Math.max(...adam.slice(1).map((x, t) => Math.abs(x - (adam[t] as number))));
  const settled = (values: readonly number[]) =>
    1 + values.findLastIndex((x, t) => Math.abs(x - target(t)) > NEAR);
  const top = Math.max(...adam);
  return {
    title: 'Following a target that moves',
    phrases: [
      `target: ${SLOW.speed} a step, then ${FAST.speed} in steps ${SLOW.until + 1} to ${FAST.until}, then at rest`,
      `loss (x − target)²/2`,
      `lr ${RATES.adam} for Adam, ${RATES.sgd} for SGD and Adagrad`,
    ],
    vertical: 'x',
    curves: [
      { label: 'target', values: targets, muted: true },
      { label: 'Adam', values: adam },
      { label: 'SGD', values: sgd },
      { label: 'Adagrad', values: adagrad },
    ],
    text: [
      `The target moves by ${SLOW.speed} a step, by ${FAST.speed} in steps ${SLOW.until + 1} to ${FAST.until}, then rests. Adam's lr is ${RATES.adam}, SGD's and Adagrad's ${RATES.sgd}.`,
      `Slow target: after step ${SLOW.until} Adam is ${behind(adam, SLOW.until)} behind, SGD ${behind(sgd, SLOW.until)}, Adagrad ${behind(adagrad, SLOW.until)}.`,
      `Fast target: after step ${FAST.until} Adam is ${behind(adam, FAST.until)} behind, SGD ${behind(sgd, FAST.until)}, Adagrad ${behind(adagrad, FAST.until)}.`,
      `Adam's longest step was ${figure(longest)}, ${figure(longest / RATES.adam)} times lr: what moves faster runs away from it.`,
      `The target rests at ${figure(target(STEPS))}; m carries Adam on to ${figure(top)} before it comes back. They stay within ${NEAR} of it from`,
      `step ${settled(adam)} (Adam), ${settled(sgd)} (SGD) and ${settled(adagrad)} (Adagrad, whose rate only falls, by the sum of all squared gradients).`,
    ],
  };
}
