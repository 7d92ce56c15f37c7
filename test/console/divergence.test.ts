import { describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { divergedError } from '../../src/console/divergence.js';
import { likelyCause } from '../../src/job/likelyCause.js';
import { historyOf } from '../charts/histories.js';
import { trainConfig } from '../trainConfigs.js';

describe('divergence in the first epoch', () => {
  const cause = (changes: Partial<FlatSettings>, losses = [Infinity]) =>
    divergedError(historyOf(losses).at(-1), trainConfig(changes)).message;

  it('on a file is put down to the size of its target, unless that is standardized', () => {
    const data = { data: 'prices.csv', target: 'price', standardizeTarget: false };
    expect(cause(data)).toMatch(
      /epoch 1: .*; the likely cause is a target too large.*try --standardize-target\.$/,
    );
    for (const other of [
      cause({ ...data, standardizeTarget: true }),
      cause(data, [1, Infinity]),
      cause({}),
    ]) {
      expect(other).toMatch(/the likely cause is the learning rate: try --lr 0\.0001\.$/);
    }
  });
});

it.each([
  [{ epsilon: 0 }, '--eps 1e-8'],
  [{ noise: 1e16 }, undefined],
  [{ optimizer: 'rmsprop', alpha: 1.5 }, '--alpha 0.99'],
  [{ decoupledWeightDecay: true, learningRate: 1, weightDecay: 2 }, '--weight-decay 0.01'],
  [{ learningRate: 100 }, '--lr 0.001'],
] as [Partial<FlatSettings>, string | undefined][])('with %j the page types %s', (changes, flags) => {
  expect(likelyCause(trainConfig(changes), 3).cure?.flags).toBe(flags);
});
