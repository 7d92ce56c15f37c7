import { describe, expect, it } from 'vitest';
import { planeFunctionNames, planeFunctions } from '../../../src/explain/surfaces/functions.js';
import { findingLearningRate, learningRateOn } from '../../../src/explain/surfaces/learningRates.js';
import { followPath, isInside } from '../../../src/explain/surfaces/paths.js';
import { atOnce } from '../../../src/turns.js';

it('is the one that was chosen, where there is one', () => {
  expect(atOnce(learningRateOn('quadratic', 'sgd'))).toBe(0.09);
});

it('is found where algebra says', () => {
  // SGD on the bowl: y ← (1 − 20·lr)·y is 0 at once with 0.05; with less x ← (1 − lr)·x is behind, and with 0.1 y stays as far.
  expect(atOnce(findingLearningRate(planeFunctions.quadratic, 'sgd'))).toBe(0.05);
});

describe.each(planeFunctionNames)('on %s', (name) => {
  it.each(['adam', 'sgd'] as const)(
    '%s gets lower with what is found, and stays in the picture',
    (optimizer) => {
      const surface = planeFunctions[name];
      const learningRate = atOnce(findingLearningRate(surface, optimizer));
      const { points, value } = followPath(surface, surface.start, optimizer, { learningRate }, 500);
      expect(value).toBeLessThan(surface.value(...surface.start));
      expect(points.every((point) => isInside(point, surface.window))).toBe(true);
    },
  );
});
