import { expect, it } from 'vitest';
import { planeFunctions } from '../../../src/explain/surfaces/functions.js';
import { followPath } from '../../../src/explain/surfaces/paths.js';

it('takes gradient descent on the bowl where algebra does', () => {
  // x ← (1 − 0.05)·x and y ← (1 − 0.05·20)·y = 0; 4·0.95ᵗ ≤ 0.001 from t = 162 on.
  const path = followPath(planeFunctions.quadratic, [-4, 1.5], 'sgd', { learningRate: 0.05 }, 200);
  expect(path.points[1]).toEqual([-3.8, 0]);
  expect(path.points).toHaveLength(201);
  expect(path.reachedAfter).toBe(162);
});

it('begins where the user says on a surface without end', () => {
  const path = followPath(planeFunctions.saddle, [1, 10], 'sgd', { learningRate: 0.01 }, 5);
  expect(path).toMatchObject({
    leftAfter: 1,
    points: [
      [1, 10],
      [0.98, 10.2],
    ],
  });
});

it('ends a path that runs off', () => {
  // y ← (1 − 0.2·20)·y = −3·y
  const path = followPath(planeFunctions.quadratic, [-4, 1.5], 'sgd', { learningRate: 0.2 }, 500);
  expect(path.leftAfter).toBe(13);
  expect(path.reachedAfter).toBeUndefined();
});
