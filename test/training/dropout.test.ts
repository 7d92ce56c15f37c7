import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { useBackend } from '../../src/engine/engine.js';
import { drawInitialWeights } from '../../src/model/initialWeights.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { Dropout } from '../../src/training/dropout.js';
import { createSession } from '../../src/training/session.js';
import type { TrainingState } from '../../src/training/trainingState.js';
import { trainModel } from '../../src/training/trainModel.js';
import { expectClose } from '../goldens.js';
import { preparedData, trainConfig } from '../trainConfigs.js';

const small: Partial<FlatSettings> = {
  samples: 60,
  features: 3,
  informative: 3,
  hidden: [6, 5],
  epochs: 3,
  activation: 'tanh',
};

async function train(changes: Partial<FlatSettings>) {
  const config = trainConfig({ ...small, ...changes });
  let last: TrainingState | undefined;
  const trained = await trainModel(config, preparedData(config), {
    onCheckpoint: (state) => {
      last = state;
    },
  });
  return { ...trained, last: last as unknown as TrainingState };
}

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it('leaves a share p out, and makes up for it', () => {
    tf.tidy(() => {
      const dropout = new Dropout(0.2, 1, 7);
      dropout.beginEpoch(1);
      const values = dropout.after(tf.ones([200, 50]), 0).dataSync();
      expect(new Set(values)).toEqual(new Set([0, 1.25]));
      const share = values.filter((value) => value === 0).length / values.length;
      expect(Math.abs(share - 0.2)).toBeLessThan(0.02); // five deviations of √(0.2 · 0.8 / 10,000)
    });
  });

  it('is in the training loss, layer by layer, and not in the others', async () => {
    const still = { learningRate: 0, epochs: 1 };
    const [plain, dropped] = [await train(still), await train({ ...still, dropout: 0.3 })];
    expect(dropped.history[0]?.testLoss).toBe(plain.history[0]?.testLoss);
    expect(dropped.predictions).toEqual(plain.predictions);

    // The same forward pass in doubles, of the masks that the streams give.
    const config = trainConfig(small);
    const { x, y } = preparedData(config).train;
    const generator = new TorchGenerator(config.seed);
    const layers = drawInitialWeights(generator, [3, 6, 5, 1]);
    const streams = [0, 1].map((layer) => new TorchGenerator((generator.nextWord + 2 + layer) >>> 0));
    let sum = 0;
    for (let row = 0; row < x.rows; row++) {
      let h = Array.from(x.values.subarray(row * 3, row * 3 + 3));
      for (const [i, { inputs, outputs, weight, bias }] of layers.entries()) {
        const z = Array.from({ length: outputs }, (_, unit) =>
          h.reduce((s, value, j) => s + value * (weight[unit * inputs + j] as number), bias[unit] as number),
        );
        const draws = streams[i]?.uniform(outputs, 0, 1);
        h =
          draws === undefined
            ? z
            : z.map((v, unit) => ((draws[unit] as number) < 0.3 ? 0 : Math.tanh(v) / 0.7));
      }
      sum += ((h[0] as number) - (y.values[row] as number)) ** 2;
    }
    expectClose([dropped.history[0]?.trainLoss ?? 0], [sum / x.rows], 1e-5);
  });
});

it('leaves the batches as they are without it, and changes what is learned', async () => {
  await useBackend('wasm');
  const [plain, dropped] = [await train({ batchSize: 16 }), await train({ batchSize: 16, dropout: 0.5 })];
  expect(dropped.last.generator).toEqual(plain.last.generator);
  expect(dropped.last.weights).not.toEqual(plain.last.weights);
});

it('draws anew at each epoch, and alike for the same seed alone', () => {
  const drawn = (seed: number, epoch: number) =>
    tf.tidy(() => {
      const dropout = new Dropout(0.5, 2, seed);
      dropout.beginEpoch(epoch);
      return [0, 1].map((layer) =>
        dropout
          .after(tf.ones([4, 8]), layer)
          .dataSync()
          .join(),
      );
    });
  expect(drawn(1, 1)).toEqual(drawn(1, 1));
  const all = [...drawn(1, 1), ...drawn(1, 2), ...drawn(100, 1)];
  expect(new Set(all).size).toBe(all.length);
});

it('is the same where the rows are taken in pieces, and leaves no tensor', async () => {
  await useBackend('wasm');
  const before = tf.memory().numTensors;
  const config = trainConfig({ ...small, dropout: 0.4 });
  const { train: rows } = preparedData(config);
  const losses: number[] = [];
  for (const size of ['full', 16] as const) {
    const session = await createSession(
      { ...config, training: { ...config.training, batchSize: 'full' } },
      rows,
    );
    const dropout = new Dropout(0.4, 2, 5);
    dropout.beginEpoch(1);
    let sum = 0;
    const step = size === 'full' ? rows.x.rows : size;
    for (let start = 0; start < rows.x.rows; start += step) {
      const end = Math.min(rows.x.rows, start + step);
      sum += tf.tidy(() => {
        const x = tf.tensor2d(rows.x.values.slice(start * 3, end * 3), [end - start, 3]);
        const y = tf.tensor2d(rows.y.values.slice(start, end), [end - start, 1]);
        const loss = session.model.loss(session.loss, x, y, dropout.after);
        return (loss.dataSync()[0] as number) * (end - start);
      });
    }
    losses.push(sum / rows.x.rows);
    session.dispose();
  }
  expectClose([losses[1] as number], [losses[0] as number], 1e-6);
  expect(tf.memory().numTensors).toBe(before);
});
