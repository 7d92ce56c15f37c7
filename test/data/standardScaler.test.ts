import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawRegression } from '../../src/data/makeRegression.js';
import type { RowSource } from '../../src/data/matrix.js';
import { prepare } from '../../src/data/prepare.js';
import { fitStandardScaler, standardize } from '../../src/data/standardScaler.js';
import { expectClose, fixture, goldenRun, goldenRuns } from '../goldens.js';
import { inFloat32 } from './csv/tables.js';

interface ScalerCase {
  X: number[][];
  mean: number[];
  scale: number[];
}

it('learns the means and scales of scikit-learn, a constant column scaling by 1', () => {
  const { X, mean, scale } = fixture<{ standard_scaler: ScalerCase }>('sklearn.json').standard_scaler;
  const values = Float64Array.from(X.flat());
  const scaler = fitStandardScaler({ rows: X.length, columns: mean.length, values });
  expectClose(scaler.mean, mean, 1e-15);
  expectClose(scaler.scale, scale, 1e-15);
  expect(scaler.scale[2]).toBe(1);
});

describe.each(goldenRuns)('the scaled rows of $name', ({ name }) => {
  const { config, scaler: golden } = goldenRun(name);
  const { n_samples: samples, n_features: features, n_informative: informative, noise, bias } = config.data;
  const { n_targets: targets = 1 } = config.data;
  const data = drawRegression({ samples, features, informative, targets, noise, bias, seed: config.seed });
  const split = { testSize: config.test_size, seed: config.seed };
  const { train, test, scaler } = prepare(data, split);

  it('come from the same means and scales, where the features are rounded to float32 as in the reference', () => {
    const rounded = prepare({ ...data, x: inFloat32(data.x) }, split).scaler;
    expectClose(rounded.mean, golden.mean, 1e-12, 1e-3);
    expectClose(rounded.scale, golden.scale, 1e-13);
    expectClose(scaler.mean, golden.mean, 1e-8, 1);
    expectClose(scaler.scale, golden.scale, 1e-8);
  });

  // The reference rounds the features to float32 before it centres them, and so loses some of those near 0.
  it('are the same numbers to 2e-7, or to the next float32 where these are further apart', () => {
    expectWithin(2e-7, train.x.values.subarray(0, 3 * features), golden.X_train_first_rows.flat());
    expectWithin(2e-7, test.x.values.subarray(0, 3 * features), golden.X_test_first_rows.flat());
  });

  it('are the same numbers to 2e-7 before they are rounded to float32', () => {
    for (const [part, expected] of [
      [train, golden.X_train_first_rows],
      [test, golden.X_test_first_rows],
    ] as const) {
      const values = new Float64Array(3 * features);
      for (let i = 0; i < 3; i++) data.x.copyRow(part.rowIndex[i] as number, values, i * features);
      const scaled = standardize({ rows: 3, columns: features, values }, scaler).values;
      const errors = expected.flat().map((value, i) => Math.abs(value - (scaled[i] as number)));
      expect(Math.max(...errors)).toBeLessThanOrEqual(2e-7);
      expect(part.x.values.subarray(0, 3 * features)).toEqual(Float32Array.from(scaled));
    }
  });
});

it('learns from the training rows alone', () => {
  const { x, y } = drawRegression({ samples: 50, features: 3, informative: 3, noise: 0, bias: 0, seed: 5 });
  const before = prepare({ x, y }, { testSize: 0.2, seed: 5 });
  const testRows = new Set(before.test.rowIndex);
  const strange: RowSource = {
    ...x,
    copyRow: (row, to, offset) => {
      if (testRows.has(row)) to.fill(1e6, offset, offset + 3);
      else x.copyRow(row, to, offset);
    },
  };
  const after = prepare({ x: strange, y }, { testSize: 0.2, seed: 5 });
  expect(after.scaler).toEqual(before.scaler);
  expect(after.train.x).toEqual(before.train.x);
});

it('leaves columns with mean 0 and standard deviation 1, or at 0 where they are constant', () => {
  const column = fc.oneof(
    fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 8, maxLength: 8 }),
    fc.float({ min: -1000, max: 1000, noNaN: true }).map((value) => Array<number>(8).fill(value)),
  );
  fc.assert(
    fc.property(column, (values) => {
      const x = { rows: 8, columns: 1, values: Float32Array.from(values) };
      const scaler = fitStandardScaler(x);
      const spread = Math.max(...x.values) - Math.min(...x.values);
      const scaled = standardize(x, scaler).values;
      const mean = scaled.reduce((sum, value) => sum + value, 0) / 8;
      const deviation = Math.sqrt(scaled.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 8);
      if (spread === 0) expect([...scaled]).toEqual(Array(8).fill(0));
      // Values that differ by less than float32 can subtract well have no scale worth testing.
      else if (spread > 1) expect(Math.abs(deviation - 1)).toBeLessThan(1e-3);
      expect(scaled.every(Number.isFinite)).toBe(true);
    }),
    { seed: 1, numRuns: 200 },
  );
});

function expectWithin(bound: number, actual: Float32Array, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    const spacing = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 23);
    const error = Math.abs(value - (actual[i] as number));
    expect(error, `value ${i}`).toBeLessThanOrEqual(Math.max(bound, spacing));
  });
}
