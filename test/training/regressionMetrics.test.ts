import { expect, it } from 'vitest';
import { medianMillisecondsPerEpoch } from '../../src/training/history.js';
import { regressionMetrics } from '../../src/training/regressionMetrics.js';

it('computes RMSE, MAE and R² as scikit-learn does', () => {
  // The example of sklearn.metrics.r2_score: residuals 0.5, −0.5, 0, −1; Σ² = 1.5; mean 2.875; total 29.1875
  const { rmse, mae, r2 } = regressionMetrics([3, -0.5, 2, 7], [2.5, 0, 2, 8]);
  expect(rmse).toBeCloseTo(Math.sqrt(1.5 / 4), 15);
  expect(mae).toBeCloseTo(0.5, 15);
  expect(r2).toBeCloseTo(1 - 1.5 / 29.1875, 15);
});

it('has no R² for a single row or a constant target', () => {
  expect(regressionMetrics([1], [2]).r2).toBeNull();
  expect(regressionMetrics([3, 3, 3], [2, 3, 4]).r2).toBeNull();
});

it('gives null where a prediction is not finite', () => {
  expect(regressionMetrics([1, 2], [1, Number.NaN])).toEqual({ rmse: null, mae: null, r2: null });
});

it.each([
  [[], null],
  [[2], 2000],
  [[1, 3, 3.5], 1000],
  [[1, 3], 1500],
])('takes the median epoch of end times %j', (seconds, expected) => {
  const records = seconds.map((second, i) => ({
    epoch: i + 1,
    trainLoss: 1,
    testLoss: 1,
    learningRate: 1,
    gradientNorm: 1,
    seconds: second,
  }));
  expect(medianMillisecondsPerEpoch(records)).toBe(expected);
});
