import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { useBackend } from '../../src/engine/engine.js';
import { drawInitialWeights } from '../../src/model/initialWeights.js';
import { createLoss } from '../../src/model/losses/index.js';
import { Mlp } from '../../src/model/mlp.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { type BatchSource, fullBatch, shuffledBatches } from '../../src/training/batches.js';
import type { EpochRecord } from '../../src/training/history.js';
import { trainModel } from '../../src/training/trainModel.js';
import { preparedData, trainConfig } from '../trainConfigs.js';

const small = {
  samples: 60,
  features: 3,
  informative: 2,
  hidden: [5],
  epochs: 4,
  learningRate: 0.01,
};

function run(changes: Partial<FlatSettings> = {}, onEpoch?: (record: EpochRecord) => void) {
  const config = trainConfig({ ...small, ...changes });
  return trainModel(config, preparedData(config), {
    ...(onEpoch && { onEpoch }),
  });
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

describe('batches', () => {
  const { train } = preparedData(trainConfig({ ...small, seed: 1 }));
  const rowsOf = async (source: BatchSource) => {
    const rows: number[][] = [];
    for await (const { pieces } of source.epoch()) {
      for (const { x, y } of pieces) {
        const targets = y.dataSync();
        (x.arraySync() as number[][]).forEach((features, i) => {
          rows.push([...features, targets[i] as number]);
        });
      }
    }
    return rows;
  };
  const inOrder = (order: Int32Array) =>
    Array.from(order, (row) => [
      ...train.x.values.subarray(row * train.x.columns, (row + 1) * train.x.columns),
      train.y.values[row] as number,
    ]);

  it.each([7, 48, 1000])(
    'of %i hold the rows in the order of torch.randperm, anew at each epoch',
    async (size) => {
      const source = shuffledBatches(train, size, new TorchGenerator(5));
      const reference = new TorchGenerator(5);
      expect(await rowsOf(source)).toEqual(inOrder(reference.permutation(train.x.rows)));
      expect(await rowsOf(source)).toEqual(inOrder(reference.permutation(train.x.rows)));
    },
  );

  it('in full hold the rows in their own order', async () => {
    const source = fullBatch(train);
    expect(await rowsOf(source)).toEqual(inOrder(Int32Array.from({ length: train.x.rows }, (_, i) => i)));
    source.dispose();
  });
});

it('weighs the last, shorter batch by its rows', async () => {
  // Without steps the batches' mean is the full batch's loss, whatever the batch size.
  const still = { epochs: 1, learningRate: 0 };
  const full = (await run(still)).history[0] as EpochRecord;
  const batches = (await run({ ...still, batchSize: 13 })).history[0] as EpochRecord;
  expect(Math.abs(batches.trainLoss / full.trainLoss - 1)).toBeLessThan(1e-5);
});

it.each(['full', 13] as const)(
  "records the gradient's global L2 norm, batches weighed by their rows (%s)",
  async (batchSize) => {
    // Without steps every batch sees the initial weights, so that the norms can be taken anew here.
    const settings = { ...small, epochs: 1, learningRate: 0, batchSize };
    const config = trainConfig(settings);
    const { train } = preparedData(config);
    const generator = new TorchGenerator(config.seed);
    const model = new Mlp(drawInitialWeights(generator, [small.features, ...small.hidden, 1]), 'relu');
    const source = batchSize === 'full' ? fullBatch(train) : shuffledBatches(train, batchSize, generator);
    let weighed = 0;
    for await (const { pieces } of source.epoch()) {
      for (const { x, y, rows } of pieces) {
        const { value, grads } = tf.variableGrads(() =>
          createLoss({ name: 'mse' }).value(model.predict(x), y),
        );
        const squares = Object.values(grads).map(
          (gradient) => gradient.square().sum().dataSync()[0] as number,
        );
        weighed += rows * Math.sqrt(squares.reduce((sum, square) => sum + square));
        tf.dispose([value, grads]);
      }
    }
    model.dispose();
    const { history } = await run(settings);
    expect((history[0]?.gradientNorm as number) / (weighed / train.x.rows)).toBeCloseTo(1, 5);
    source.dispose();
  },
);

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
