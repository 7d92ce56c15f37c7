import { expect, it } from 'vitest';
import { beginning } from '../../../src/explain/playground/beginning.js';
import { lessons } from '../../../src/explain/playground/lessons.js';

it('is the first lesson where nothing is asked for', () => {
  expect(beginning(null)).toBe(lessons[0]);
});

it('is what is asked for, and what suits the function where it is not', () => {
  const asked = { function: 'beale', shared: { beta2: 0.9 } } as const;
  expect(
    beginning({
      ...asked,
      start: [2, -1],
      steps: 700,
      optimizers: [{ name: 'sgd', learningRate: 0.02 }, { name: 'adamw' }],
    }),
  ).toEqual({
    choices: {
      problem: 'beale',
      start: [2, -1],
      steps: 700,
      shared: { beta2: 0.9 },
      rates: { sgd: 0.02, adamw: 0.2 },
    },
    look: { name: 'adamw', coordinate: 0, t: 1 },
  });
  expect(beginning({ ...asked, optimizers: [{ name: 'lion' }] }).choices).toMatchObject({
    start: [1, 1.5],
    steps: 1500,
    rates: { lion: 0.05 },
  });
});
