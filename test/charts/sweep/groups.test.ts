import { expect, it } from 'vitest';
import type { SweepDimension } from '../../../src/charts/sweep/chartedSweep.js';
import { groupsOf } from '../../../src/charts/sweep/groups.js';
import { valueText } from '../../../src/charts/sweep/values.js';
import { batchSize, hidden, learningRate, momentum, trialOf } from './sweeps.js';

function groups(dimension: SweepDimension, values: readonly unknown[]): string[] {
  const trials = values.map((value, i) => trialOf(i, { [dimension.key]: value }, i));
  return groupsOf(dimension, trials).map(({ from, to, trials: own }) =>
    from === to
      ? `${valueText(from)}: ${own.length}`
      : `${valueText(from)} to ${valueText(to)}: ${own.length}`,
  );
}

it('has a group for each category, lists by their entries', () => {
  const lists = [[128], [64, 64], [64], '9,9', [64, 64], [64, 64, 2]];
  expect(groups(hidden, lists)).toEqual(['9,9: 1', '64: 1', '64,64: 2', '64,64,2: 1', '128: 1']);
  expect(groups(hidden, [true, false, true])).toEqual(['false: 1', 'true: 2']);
});

it('has a group for each of few numbers, and bins of equal count for many', () => {
  expect(groups(batchSize, [32, 16, 32, 128, 16, 128])).toEqual(['16: 2', '32: 2', '128: 2']);
  const many = Array.from({ length: 200 }, (_, i) => i / 200);
  expect(groups(momentum, many)).toHaveLength(10);
  expect(groups(momentum, many).every((text) => text.endsWith(': 20'))).toBe(true);
  expect(groups(momentum, many.slice(0, 12))).toEqual([
    '0 to 0.015: 4',
    '0.02 to 0.035: 4',
    '0.04 to 0.055: 4',
  ]);
});

it('keeps equal numbers together', () => {
  const values = [...Array.from({ length: 50 }, () => 5), ...Array.from({ length: 50 }, (_, i) => 6 + i)];
  const [first, ...others] = groups(momentum, values);
  expect(first).toBe('5: 50');
  expect(others).toHaveLength(5);
});

it('keeps apart what has no place among the numbers', () => {
  expect(groups(learningRate, [0.1, 0, 0.01, null, 0])).toEqual(['none: 1', '0: 2', '0.01: 1', '0.1: 1']);
  expect(groups(momentum, [0.5, 0, null])).toEqual(['none: 1', '0: 1', '0.5: 1']);
});

it('passes over the trials that have not the dimension', () => {
  expect(groups(momentum, [0.5, undefined])).toEqual(['0.5: 1']);
});
