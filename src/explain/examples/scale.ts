import { descent, figure } from './descent.js';
import type { Example } from './example.js';

const STEPS = 100;
const FACTOR = 1000;
const ADAM_RATE = 0.05;
const SGD_RATE = 0.0019;

/** Gradients a thousand times as large leave Adam's steps as they are, and multiply SGD's. */
export function scale(): Example {
  const run = (optimizer: 'adam' | 'sgd', learningRate: number, factor: number) =>
    descent(optimizer, { learningRate }, { start: 1, steps: STEPS, gradient: (x) => factor * x });
  const adam = run('adam', ADAM_RATE, 1);
  const adamScaled = run('adam', ADAM_RATE, FACTOR);
  const sgd = run('sgd', SGD_RATE, 1);
  const sgdScaled = run('sgd', SGD_RATE, FACTOR);
  const apart = Math.max(...adam.map((x, t) => Math.abs(x - (adamScaled[t] as number))));
  const [first, second] = [sgdScaled[1] as number, sgdScaled[2] as number];
  return {
    title: `The loss times ${FACTOR}: nothing changes for Adam`,
    phrases: ['f(x) = c·x²/2 from x = 1', `Adam lr ${ADAM_RATE}`, `SGD lr ${SGD_RATE}`],
    vertical: 'x',
    curves: [
      { label: 'Adam, c = 1', values: adam, muted: true },
      { label: `Adam, c = ${FACTOR}`, values: adamScaled },
      { label: 'SGD, c = 1', values: sgd },
      { label: `SGD, c = ${FACTOR}`, values: sgdScaled },
    ],
    text: [
      `The loss c·x²/2 from x = 1, with c = 1 and with c = ${FACTOR}, which makes every gradient ${FACTOR} times as large.`,
      `Adam divides m by √v, and both grow with the gradient: in ${STEPS} steps its two paths differ by at most ${figure(apart)}.`,
      'That little comes from ε, the one number in the step that does not grow with the gradient.',
      `SGD's step is the gradient times lr: after ${STEPS} steps x is ${figure(sgd[STEPS] as number)} with c = 1;`,
      `with c = ${FACTOR} it jumps from side to side of the minimum, ${figure(first)}, ${figure(second)} …, and from lr 0.002 on it diverges.`,
    ],
  };
}
