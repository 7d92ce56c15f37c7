import { expect, it } from 'vitest';
import type { SeenStep } from '../../../src/explain/seenStep.js';
import { PATH_STEPS, planeFunctions } from '../../../src/explain/surfaces/functions.js';
import { followPath } from '../../../src/explain/surfaces/paths.js';

it('takes gradient descent on the bowl where algebra does', () => {
  // x ← (1 − 0.05)·x and y ← (1 − 0.05·20)·y = 0; 4·0.95ᵗ ≤ 0.001 from t = 162 on.
  const path = followPath(planeFunctions.quadratic, [-4, 1.5], 'sgd', { learningRate: 0.05 }, 200);
  expect(path.points[1]).toEqual([-3.8, 0]);
  expect(path.points).toHaveLength(201);
  expect(path.reachedAfter).toBe(162);
});

it('begins where the user says on a surface without end, and goes on for half of the window', () => {
  // y ← 1.02·y, and 10·1.02ᵗ > 10 + 4.5/2 from t = 11 on.
  const path = followPath(planeFunctions.saddle, [1, 10], 'sgd', { learningRate: 0.01 }, 50);
  expect(path.points[1]).toEqual([0.98, 10.2]);
  expect(path.leftAfter).toBe(11);
});

it('comes from however far away', () => {
  // x ← 0.95·x: 4e7·0.95ᵗ ≤ 0.001 from t = 476 on.
  const path = followPath(planeFunctions.quadratic, [4e7, 0], 'sgd', { learningRate: 0.05 }, 500);
  expect([path.leftAfter, path.reachedAfter]).toEqual([undefined, 476]);
  expect(followPath(planeFunctions.quadratic, [4e7, 4e7], 'sgd', { learningRate: 0.2 }, 500).leftAfter).toBe(
    3,
  );
});

it('has Adam arrive in the headline example', () => {
  const { rosenbrock } = planeFunctions;
  const path = followPath(rosenbrock, rosenbrock.start, 'adam', { learningRate: 0.2 }, PATH_STEPS);
  expect(path.reachedAfter).toBeLessThan(PATH_STEPS);
});

it('ends a path that runs off', () => {
  // y ← (1 − 0.2·20)·y = −3·y
  const path = followPath(planeFunctions.quadratic, [-4, 1.5], 'sgd', { learningRate: 0.2 }, 500);
  expect(path.leftAfter).toBe(13);
  expect(path.reachedAfter).toBeUndefined();
});

it('tells of each step what the optimizer was given, and keeps', () => {
  const seen: SeenStep[] = [];
  const { quadratic } = planeFunctions;
  const settings = { learningRate: 0.05, momentum: 0.5 };
  const path = followPath(quadratic, [-4, 1.5], 'sgd', settings, 2, (step) => seen.push(step));
  // g = (x, 20·y); b ← g, then b ← 0.5·b + g at (−3.8, 0).
  expect(seen).toEqual([
    { gradient: [-4, 30], state: { b: [-4, 30] } },
    { gradient: [-3.8, 0], state: { b: [-5.8, 15] } },
  ]);
  expect(path.state).toEqual({ b: [-5.8, 15] });
});
