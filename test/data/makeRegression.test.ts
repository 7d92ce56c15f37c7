import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRegression } from '../../src/data/makeRegression.js';
import { expectClose, fixture, goldenRun, goldenRuns } from '../goldens.js';

interface SmallCase {
  args: {
    n_samples: number;
    n_features?: number;
    n_informative?: number;
    n_targets?: number;
    noise?: number;
    bias?: number;
    shuffle?: boolean;
    effective_rank?: number;
    random_state: number;
  };
  X: number[][];
  y: number[];
  coef: number[];
}

const small = fixture<{ make_regression: SmallCase[] }>('sklearn.json').make_regression.filter(
  ({ args }) => args.shuffle !== false && args.effective_rank === undefined,
);

it('has small cases to compare with', () => expect(small.length).toBeGreaterThanOrEqual(4));

describe.each(small)('make_regression($args)', ({ args, X, y, coef }) => {
  it('gives scikit-learn its numbers', () => {
    const made = makeRegression({
      samples: args.n_samples,
      features: args.n_features ?? 100,
      informative: args.n_informative ?? 10,
      noise: args.noise ?? 0,
      bias: args.bias ?? 0,
      targets: args.n_targets ?? 1,
      seed: args.random_state,
    });
    expectClose(made.x.values, X.flat(), 1e-15);
    expectClose(made.y, y.flat(), 1e-12);
    expectClose(made.coefficients, [coef].flat(2), 1e-15);
  });
});

describe.each(goldenRuns)('the data of $name', ({ name }) => {
  const { config, data } = goldenRun(name);
  const { n_samples: samples, n_features: features, n_informative: informative, noise, bias } = config.data;
  const { n_targets: targets = 1 } = config.data;
  const made = makeRegression({ samples, features, informative, targets, noise, bias, seed: config.seed });

  it('has the same X, to 1e-15 relative', () => {
    const rows = (from: number, to: number) => made.x.values.subarray(from * features, to * features);
    expectClose(rows(0, 5), data.X_first_rows.flat(), 1e-15);
    expectClose(rows(samples - 5, samples), data.X_last_rows.flat(), 1e-15);
    // Sums over all values differ by the order of adding alone.
    const columnSums = data.X_column_sum.map((_, column) =>
      made.x.values.reduce((sum, value, i) => (i % features === column ? sum + value : sum), 0),
    );
    expectClose(columnSums, data.X_column_sum, 1e-12, 1);
    expectClose([made.x.values.reduce((sum, value) => sum + Math.abs(value), 0)], [data.X_abs_sum], 1e-12);
  });

  it('has the same y and coefficients, to 1e-12', () => {
    expectClose(made.y.subarray(0, 10 * targets), data.y_first, 1e-12);
    expectClose(made.y.subarray(-10 * targets), data.y_last, 1e-12);
    expectClose([made.y.reduce((sum, value) => sum + Math.abs(value), 0)], [data.y_abs_sum], 1e-12);
    expectClose([made.y.reduce((sum, value) => sum + value, 0)], [data.y_sum], 1e-11, 1);
    expectClose(made.coefficients, data.coef, 1e-15);
  });
});

it('is a linear problem: without noise, y = X·coefficients + bias in every row', () => {
  const shape = fc.record({
    samples: fc.integer({ min: 1, max: 40 }),
    features: fc.integer({ min: 1, max: 12 }),
    informative: fc.integer({ min: 1, max: 20 }),
    bias: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  });
  fc.assert(
    fc.property(shape, (settings) => {
      const { x, y, coefficients } = makeRegression({ ...settings, noise: 0 });
      expect(coefficients.filter((weight) => weight !== 0).length).toBe(
        Math.min(settings.informative, settings.features),
      );
      for (let row = 0; row < x.rows; row++) {
        const line = x.values.subarray(row * x.columns, (row + 1) * x.columns);
        const expected = line.reduce((sum, value, j) => sum + value * (coefficients[j] as number), 0);
        expect(Math.abs((y[row] as number) - expected - settings.bias)).toBeLessThan(1e-9);
      }
    }),
    { seed: 1, numRuns: 60 },
  );
});
