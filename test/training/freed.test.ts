import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TrainConfig } from '../../src/config/trainConfig.js';
import { useBackend } from '../../src/engine/engine.js';
import { testEngine } from '../../src/engine/testEngine.js';
import { mostMovedParameter } from '../../src/explain/walk/firstSteps.js';
import type { LinearWeights } from '../../src/model/initialWeights.js';
import { createLoss } from '../../src/model/losses/index.js';
import { Mlp } from '../../src/model/mlp.js';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import { Adam } from '../../src/optimizers/tfjs/classes.js';
import { createPredictor } from '../../src/training/predict.js';
import type { TrainingState } from '../../src/training/trainingState.js';
import { trainModel } from '../../src/training/trainModel.js';
import { trainOnBatch } from '../../src/training/trainStep.js';
import { randomModel } from '../savedModels.js';
import { preparedData, trainConfig } from '../trainConfigs.js';

const small = {
  samples: 60,
  features: 3,
  informative: 2,
  hidden: [5],
  epochs: 2,
};
const config = trainConfig(small);
const averaged = trainConfig({ ...small, ema: 0.9 });
const data = preparedData(config);

beforeAll(async () => {
  await useBackend('wasm');
});

const held = () => {
  const { numTensors, numDataBuffers } = tf.memory();
  return { numTensors, numDataBuffers, variables: Object.keys(tf.engine().registeredVariables) };
};
let before: ReturnType<typeof held>;
beforeEach(() => {
  before = held();
});
afterEach(() => expect(held()).toEqual(before));

function layer(inputs: number, outputs: number, weights = inputs * outputs, biases = outputs): LinearWeights {
  return { inputs, outputs, weight: new Float32Array(weights), bias: new Float32Array(biases) };
}

describe('a model that is not built leaves no variable, nor its names', () => {
  it.each<[string, LinearWeights[]]>([
    ['too few weights', [layer(2, 3), layer(3, 1, 2)]],
    ['too few biases', [layer(2, 3), layer(3, 1, 3, 2)]],
    ['no biases', [layer(2, 3), { ...layer(3, 1), bias: undefined as never }]],
  ])('for %s', (_, weights) => {
    expect(() => new Mlp(weights, 'relu')).toThrow();
    new Mlp([layer(2, 3), layer(3, 1)], 'relu').dispose(); // the names are free
  });

  it('where another lives', () => {
    const first = new Mlp([layer(2, 1)], 'relu');
    expect(() => new Mlp([layer(2, 1)], 'relu')).toThrow('already registered');
    const own = Object.keys(tf.engine().registeredVariables);
    expect(own.filter((name) => name.startsWith('layer')).length).toBe(2);
    first.dispose();
  });

  it('for a saved model whose layers are damaged', () => {
    const model = randomModel('relu');
    const last = model.layers.at(-1) as (typeof model.layers)[number];
    const layers = [...model.layers.slice(0, -1), { ...last, bias: new Float32Array(3) }];
    expect(() => createPredictor({ ...model, layers })).toThrow();
    createPredictor(model).dispose();
  });
});

describe('training that does not begin frees what it made', () => {
  const adam = { name: 'adam' as const, ...resolveOptimizer('adam', {}) };
  it.each<[string, Partial<TrainConfig>, RegExp]>([
    ['an optimizer', { optimizer: { ...adam, beta1: 2 } }, /beta1 must be in/],
    ['a learning rate', { optimizer: { ...adam, learningRate: Number.NaN } }, /learningRate must be/],
    ['a schedule', { schedule: { name: 'step', stepSize: 0.5, gamma: 0.1, warmup: 0 } }, /stepSize must be/],
  ])('for %s that is none', async (_, changes, message) => {
    const settings = { ...config, ...changes };
    await expect(trainModel(settings, data)).rejects.toThrow(message);
    await expect(mostMovedParameter(settings, data.train, 3)).rejects.toThrow(message);
  });

  it.each(['train', 'val', 'test'] as const)('for rows of another size (%s)', async (part) => {
    const damaged = { ...data, val: data.test, [part]: { ...data[part], y: new Float32Array(3) } };
    await expect(trainModel(averaged, damaged as typeof data)).rejects.toThrow();
  });

  it('for a state of another model', async () => {
    let state: TrainingState | undefined;
    await trainModel(averaged, data, {
      onCheckpoint: (each) => {
        state = each;
      },
    });
    const resumeFrom = state as TrainingState;
    const settings = trainConfig({ ...small, ema: 0.9, epochs: 4 });
    const bad: TrainingState[] = [
      { ...resumeFrom, weights: resumeFrom.weights.slice(1) },
      { ...resumeFrom, optimizer: resumeFrom.optimizer.slice(0, -1) },
      { ...resumeFrom, average: resumeFrom.average?.slice(1) ?? [] },
    ];
    for (const each of bad) {
      await expect(trainModel(settings, data, { resumeFrom: each })).rejects.toThrow();
    }
  });
});

describe('a step that fails frees its gradients', () => {
  it('and leaves the model usable', async () => {
    const model = new Mlp([layer(2, 1)], 'relu');
    const optimizer = new Adam();
    optimizer.applyGradients = () => {
      throw new Error('no step');
    };
    const [x, y] = [tf.ones([4, 2]) as tf.Tensor2D, tf.ones([4, 1]) as tf.Tensor2D];
    const step = trainOnBatch(
      { model, loss: createLoss({ name: 'mse' }), optimizer },
      { rows: 4, pieces: [{ x, y, rows: 4 }] },
      async () => {},
    );
    await expect(step).rejects.toThrow('no step');
    tf.dispose([x, y]);
    model.dispose();
  });
});

it('frees what an engine was tested with', async () => {
  await testEngine('wasm');
});
