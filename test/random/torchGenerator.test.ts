import { expect, it } from 'vitest';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { goldenRun } from '../goldens.js';

it('draws float32 uniforms inside the bounds, and every draw is a float32', () => {
  const values = new TorchGenerator(3).uniform(10_000, -0.25, 0.25);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(-0.25);
  expect(Math.max(...values)).toBeLessThan(0.25);
  // 24 random bits: about 10,000 of 16.7 million values, so nearly all differ.
  expect(new Set(values).size).toBeGreaterThan(9_950);
});

it('gives torch.randperm after the initial weights, to the row', () => {
  const { config, split, batch_order } = goldenRun('mini-batch');
  const generator = new TorchGenerator(config.seed);
  const sizes = [config.data.n_features, ...config.hidden, 1];
  sizes.slice(1).forEach((outputs, i) => {
    generator.uniform(outputs * ((sizes[i] as number) + 1), -1, 1);
  });
  const order = generator.permutation(split.n_train);
  expect([...order.subarray(0, 20)]).toEqual(batch_order.first_epoch_first_20);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: split.n_train }, (_, i) => i));
});
