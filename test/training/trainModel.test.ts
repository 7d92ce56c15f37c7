import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { resolveTrainConfig } from '../../src/config/resolve.js';
import type { TrainConfig } from '../../src/config/trainOptions.js';
import { makeRegression } from '../../src/data/makeRegression.js';
import { prepare } from '../../src/data/prepare.js';
import { useBackend } from '../../src/engine/engine.js';
import type { EpochRecord } from '../../src/training/history.js';
import { trainModel } from '../../src/training/trainModel.js';

const small: TrainConfig = {
  ...resolveTrainConfig({}).config,
  samples: 60,
  features: 3,
  informative: 2,
  hidden: [5],
  epochs: 4,
  learningRate: 0.01,
};

function run(changes: Partial<TrainConfig> = {}, onEpoch?: (record: EpochRecord) => void) {
  const config = { ...small, ...changes };
  return trainModel(config, prepare(makeRegression(config), config.testSize, config.seed), onEpoch);
}

beforeAll(async () => {
  await useBackend('wasm');
});

it('frees every tensor it made, whether it ends well or not', async () => {
  const before = tf.memory();
  await run();
  await run({ batchSize: 7 });
  await run({ learningRate: 1e30 });
  const failing = run({}, () => {
    throw new Error('no more room');
  });
  await expect(failing).rejects.toThrow('no more room');
  const failingInBatches = run({ batchSize: 7 }, () => {
    throw new Error('no more room');
  });
  await expect(failingInBatches).rejects.toThrow('no more room');
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
});

it('holds as many tensors in a late epoch as in an early one', async () => {
  const counts: number[] = [];
  await run({ epochs: 30, batchSize: 7 }, () => counts.push(tf.memory().numTensors));
  expect(new Set(counts.slice(1)).size).toBe(1);
});

it('gives the same numbers twice', async () => {
  const numbers = ({ history, predictions }: Awaited<ReturnType<typeof run>>) => ({
    losses: history.map(({ trainLoss, testLoss, gradientNorm }) => [trainLoss, testLoss, gradientNorm]),
    predictions,
  });
  expect(numbers(await run({ batchSize: 7 }))).toEqual(numbers(await run({ batchSize: 7 })));
});

it.each(['tanh', 'sigmoid', 'elu'] as const)('trains with %s', async (activation) => {
  const { history } = await run({ activation, epochs: 60 });
  expect(history.at(-1)?.trainLoss).toBeLessThan(history[0]?.trainLoss as number);
});

it('shuffles even when one batch holds all rows: the same loss, in another order of adding', async () => {
  const full = (await run({ epochs: 1 })).history[0] as EpochRecord;
  const one = (await run({ epochs: 1, batchSize: 1000 })).history[0] as EpochRecord;
  expect(Math.abs(one.trainLoss / full.trainLoss - 1)).toBeLessThan(1e-5);
});

it('weighs the last, shorter batch by its rows', async () => {
  // Without steps the batches' mean is the full batch's loss, whatever the batch size.
  const still = { epochs: 1, learningRate: 0 };
  const full = (await run(still)).history[0] as EpochRecord;
  const batches = (await run({ ...still, batchSize: 13 })).history[0] as EpochRecord;
  expect(Math.abs(batches.trainLoss / full.trainLoss - 1)).toBeLessThan(1e-5);
});

it("records the gradient's norm over all parameters", async () => {
  // One unit, no features that matter: with zero learning rate the norm stays what it is.
  const { history } = await run({ epochs: 2, learningRate: 0 });
  expect(history[0]?.gradientNorm).toBeGreaterThan(0);
  expect(history[1]?.gradientNorm).toBe(history[0]?.gradientNorm);
});

describe.each(['wasm', 'cpu'] as const)('divergence on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it('stops in the epoch in which the weights are lost, with its row', async () => {
    const { status, history, predictions } = await run({ learningRate: 1e30, epochs: 50 });
    expect(status).toBe('diverged');
    expect(history).toHaveLength(1);
    expect(history[0]?.trainLoss).toBeGreaterThan(0);
    expect(history[0]?.testLoss).not.toSatisfy(Number.isFinite);
    expect(predictions).toBeUndefined();
  });

  it('notices a lost weight that relu hides', async () => {
    // With ε = 0 a unit that is off for every row has g = 0 and so divides 0 by 0.
    const { status, history } = await run({ epsilon: 0, epochs: 3, hidden: [64] });
    expect(status).toBe('diverged');
    expect(history).toHaveLength(1);
  });

  it('stops in the middle of an epoch of batches', async () => {
    const { status, history } = await run({ learningRate: 1e30, batchSize: 5, epochs: 50 });
    expect(status).toBe('diverged');
    expect(history).toHaveLength(1);
    expect(history[0]?.trainLoss).not.toSatisfy(Number.isFinite);
  });
});
