import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { useBackend } from '../../src/engine/engine.js';
import type { TrainingState } from '../../src/training/trainingState.js';
import { type TrainingHooks, trainModel } from '../../src/training/trainModel.js';
import { expectClose } from '../goldens.js';
import { preparedData, trainConfig } from '../trainConfigs.js';

interface ReferenceRun {
  name: string;
  options: { clip_norm?: number; clip_value?: number; ema?: number; weight_decay?: number; l1?: number };
  train_loss: number[];
  test_loss: number[];
  gradient_norm: number[];
}

/** Made by scripts/reference/clipping_and_average_torch.py. */
const { runs } = JSON.parse(
  readFileSync(new URL('../fixtures/clipping-and-average.json', import.meta.url), 'utf8'),
) as { runs: ReferenceRun[] };

const job: Partial<FlatSettings> = {
  samples: 200,
  features: 5,
  informative: 5,
  noise: 1,
  hidden: [8],
  epochs: 30,
  learningRate: 0.05,
};

function train(changes: Partial<FlatSettings>, hooks: TrainingHooks = {}) {
  const config = trainConfig({ ...job, ...changes });
  return trainModel(config, preparedData(config), hooks);
}

const changesOf = ({ clip_norm, clip_value, ema, weight_decay = 0, l1 = 0 }: ReferenceRun['options']) => ({
  l1,
  clipNorm: clip_norm,
  clipValue: clip_value,
  ema,
  weightDecay: weight_decay,
});

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(runs)('follows PyTorch with $name', async ({ options, ...expected }) => {
    const { history } = await train(changesOf(options));
    const column = (of: 'trainLoss' | 'testLoss' | 'gradientNorm') => history.map((record) => record[of]);
    expectClose(column('trainLoss'), expected.train_loss, 5e-6);
    expectClose(column('testLoss'), expected.test_loss, 5e-6);
    expectClose(column('gradientNorm'), expected.gradient_norm, 5e-6);
  });
});

it('predicts with the average, keeps it in the state, and goes on from it to the bit', async () => {
  await useBackend('wasm');
  const tensors = tf.memory().numTensors;
  const states: TrainingState[] = [];
  const settings = { ema: 0.9, clipNorm: 100, batchSize: 32, checkpointEvery: 10 };
  const whole = await train(settings, { onCheckpoint: (state) => states.push(state) });
  expect(states.map(({ epoch }) => epoch)).toEqual([10, 20, 30]);
  const state = states[0] as TrainingState;
  expect(state.average?.map(({ name }) => name)).toEqual(state.weights.map(({ name }) => name));
  expect(state.average).not.toEqual(state.weights);

  const resumed = await train(settings, { resumeFrom: state });
  expect(resumed.predictions).toEqual(whole.predictions);
  // The last test loss is that of the predictions: both are made with the average.
  const { test } = preparedData(trainConfig(job));
  const squares = test.y.values.map(
    (actual, i) => (actual - (whole.predictions?.test.values[i] as number)) ** 2,
  );
  const loss = squares.reduce((sum, square) => sum + square) / squares.length;
  expect(loss / (whole.history.at(-1)?.testLoss as number)).toBeCloseTo(1, 6);
  expect(tf.memory().numTensors).toBe(tensors);
});
