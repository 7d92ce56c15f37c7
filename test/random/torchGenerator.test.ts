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

it.each([0, 0.2, 0.5, 1 / 3, 1 - 2 ** -25])('draws a mask as uniform numbers below %s would', (p) => {
  const [masks, numbers] = [new TorchGenerator(7), new TorchGenerator(7)];
  // Around the 624 words that are made at once, and the 4,096 that are drawn so.
  for (const count of [0, 1, 623, 624, 625, 4096, 10_000]) {
    const expected = numbers.uniform(count, 0, 1).map((value) => (value < p ? 0 : 1.25));
    expect(masks.mask(count, p, 1.25)).toEqual(expected);
  }
  expect(masks.state).toEqual(numbers.state);
});

it.each([
  [-1, 0.5],
  [1.5, 0.5],
  [3, 1],
  [3, Number.NaN],
])('refuses a mask of %s values with p %s', (count, p) => {
  expect(() => new TorchGenerator(1).mask(count, p, 1)).toThrow(/must be/);
});
