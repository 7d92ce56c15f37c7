import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianMillisecondsPerEpoch } from '../../src/training/history.js';
import { RegressionSums, regressionMetrics } from '../../src/training/regressionMetrics.js';

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
  expect(medianMillisecondsPerEpoch(seconds)).toBe(expected);
});

describe('rows in pieces', () => {
  /** The definitions, with the mean taken first. */
  function inTwoPasses(actual: readonly number[], predicted: readonly number[]) {
    const rows = actual.length;
    const residuals = actual.map((value, i) => value - (predicted[i] as number));
    const mean = actual.reduce((sum, value) => sum + value, 0) / rows;
    const squared = residuals.reduce((sum, value) => sum + value ** 2, 0);
    const total = actual.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const absolute = residuals.reduce((sum, value) => sum + Math.abs(value), 0);
    return { rmse: Math.sqrt(squared / rows), mae: absolute / rows, r2: 1 - squared / total };
  }

  it('give what all of them give at once, also far from 0', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    const pieces = fc.array(fc.array(fc.tuple(value, value), { maxLength: 20 }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, fc.constantFrom(0, 1, 1000, -1e6), (drawn, offset) => {
        // Multiples of 2⁻²⁰, so that adding the offset does not round and the deviations are known.
        const round = (x: number) => Math.round(x * 2 ** 20) / 2 ** 20;
        const rows = drawn.flat().map(([a, p]) => [round(a), round(p)] as const);
        fc.pre(rows.length >= 2 && rows.some(([a]) => a !== rows[0]?.[0]));
        const sums = new RegressionSums();
        for (const piece of drawn) {
          sums.add(
            piece.map(([a]) => round(a) + offset),
            piece.map(([, p]) => round(p) + offset),
          );
        }
        const expected = inTwoPasses(
          rows.map(([a]) => a),
          rows.map(([, p]) => p),
        );
        const { rmse, mae, r2 } = sums.metrics();
        expect(Math.abs((rmse as number) - expected.rmse)).toBeLessThanOrEqual(1e-12 * expected.rmse);
        expect(Math.abs((mae as number) - expected.mae)).toBeLessThanOrEqual(1e-12 * expected.mae);
        const share = 1 - expected.r2;
        expect(Math.abs(1 - (r2 as number) - share)).toBeLessThanOrEqual(1e-12 * Math.max(1, share));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('have no R² for a constant target, whatever the constant', () => {
    const sums = new RegressionSums();
    for (let i = 0; i < 5; i++) sums.add([0.1, 0.1, 0.1], [0.2, 0.1, 0]);
    expect(sums.metrics().r2).toBeNull();
  });

  it('say nothing of no rows', () => {
    expect(new RegressionSums().metrics()).toEqual({ rmse: null, mae: null, r2: null });
  });
});
