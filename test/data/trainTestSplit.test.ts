import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainTestSplit } from '../../src/data/trainTestSplit.js';
import { fixture, goldenRun, goldenRuns } from '../goldens.js';

interface SplitCase {
  n: number;
  test_size: number;
  random_state: number;
  train: number[];
  test: number[];
}

it.each(fixture<{ train_test_split: SplitCase[] }>('sklearn.json').train_test_split)(
  'splits $n rows at $test_size with seed $random_state as scikit-learn does',
  ({ n, test_size, random_state, train, test }) => {
    const split = trainTestSplit(n, test_size, random_state);
    expect([...split.train]).toEqual(train);
    expect([...split.test]).toEqual(test);
  },
);

describe.each(goldenRuns)('the split of $name', ({ name }) => {
  it('has exactly the same rows', () => {
    const { config, split: golden } = goldenRun(name);
    const { train, test } = trainTestSplit(config.data.n_samples, config.test_size, config.seed);
    expect(train.length).toBe(golden.n_train);
    expect(test.length).toBe(golden.n_test);
    expect([...train.subarray(0, 20)]).toEqual(golden.train_indices_first);
    expect([...train.subarray(-20)]).toEqual(golden.train_indices_last);
    expect([...test.subarray(0, 20)]).toEqual(golden.test_indices_first);
    expect([...test.subarray(-20)]).toEqual(golden.test_indices_last);
    expect(weightedSum(train)).toBe(golden.train_index_weighted_sum);
    expect(weightedSum(test)).toBe(golden.test_index_weighted_sum);
  });
});

it('puts every row in exactly one part', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 300 }),
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      (rows, testSize, seed) => {
        const { train, test } = trainTestSplit(rows, testSize, seed);
        expect(test.length).toBe(Math.ceil(testSize * rows));
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i));
      },
    ),
    { seed: 1, numRuns: 100 },
  );
});

/** Σ position · index, positions from 1: it changes when any two rows change places. */
function weightedSum(indices: Int32Array): number {
  return indices.reduce((sum, index, position) => sum + index * (position + 1), 0);
}
