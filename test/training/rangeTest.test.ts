import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { useBackend } from '../../src/engine/engine.js';
import { rateAt, testLearningRates } from '../../src/training/rangeTest.js';
import { expectClose, fixture } from '../goldens.js';
import { preparedData, trainConfig } from '../trainConfigs.js';

/** Made by scripts/reference/range_test_torch.py. */
const { runs } = fixture<{
  runs: {
    name: string;
    options: {
      optimizer: string;
      minimum: number;
      maximum: number;
      steps: number;
      beta: number;
      batch_size?: number;
    };
    learning_rate: number[];
    loss: number[];
    smoothed_loss: number[];
  }[];
}>('range-test.json');

const job: Partial<FlatSettings> = { samples: 200, features: 5, informative: 5, noise: 1, hidden: [8] };

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(runs)("has PyTorch's losses, and ends where they end: $name", async ({ options, ...expected }) => {
    const { optimizer, beta: smoothing, batch_size: batchSize, ...range } = options;
    const config = trainConfig({
      ...job,
      optimizer: optimizer.toLowerCase() as 'adam' | 'sgd',
      ...(batchSize && { batchSize }),
    });
    const steps = await testLearningRates(config, preparedData(config).train, {
      range,
      smoothing,
      targetScale: 1,
    });
    expectClose(
      steps.map(({ learningRate }) => learningRate),
      expected.learning_rate,
      1e-14,
    );
    expectClose(
      steps.map(({ loss }) => loss),
      expected.loss,
      5e-6,
    );
    expectClose(
      steps.map(({ smoothedLoss }) => smoothedLoss),
      expected.smoothed_loss,
      5e-6,
    );
  });
});

it('ends at a loss that is no number, which it still has', async () => {
  await useBackend('cpu');
  const config = trainConfig({ ...job, optimizer: 'sgd' });
  const range = { minimum: 1e20, maximum: 1e30, steps: 20 };
  const steps = await testLearningRates(config, preparedData(config).train, {
    range,
    smoothing: 0,
    targetScale: 1,
  });
  expect(steps.length).toBeLessThan(20);
  expect(steps.at(-1)?.loss).not.toBeLessThan(1e20);
});

it('has the ends of the range themselves, however the powers are rounded', () => {
  const range = { minimum: 1e-7, maximum: 10, steps: 7 };
  expect([0, 3, 6].map((step) => rateAt(range, step))).toEqual([1e-7, expect.closeTo(1e-3, 15), 10]);
});
