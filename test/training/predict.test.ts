import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeRegression } from '../../src/data/makeRegression.js';
import { columnVector } from '../../src/data/matrix.js';
import { prepare } from '../../src/data/prepare.js';
import { useBackend } from '../../src/engine/engine.js';
import { drawInitialWeights } from '../../src/model/initialWeights.js';
import { Mlp } from '../../src/model/mlp.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { createPredictor } from '../../src/training/predict.js';
import { largestError, predictInDoubles, randomModel, randomRows } from '../savedModels.js';

let tensors: number;
beforeAll(async () => {
  await useBackend('wasm');
});

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
    tensors = tf.memory().numTensors;
  });
  afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

  it.each(['relu', 'tanh', 'sigmoid', 'elu'] as const)(
    'predicts with %s in target units',
    async (activation) => {
      const model = randomModel(activation, { mean: 1e6, scale: 1e3 });
      const x = randomRows(300);
      const expected = predictInDoubles(model, x.values);
      const predictor = createPredictor(model);
      expect(largestError((await predictor.predict(x)).values, expected)).toBeLessThan(1e-5);
      predictor.dispose();
    },
  );

  it('gives each row the same number, to the bit, in whatever piece it comes', async () => {
    const model = randomModel('relu', undefined, [64, 64]);
    const predictor = createPredictor(model);
    const { rows, columns, values } = randomRows(9001);
    const whole = await predictor.predict({ rows, columns, values: values.slice() });
    // Sizes around the kernels' tiles, from rows around those of the engine's piece.
    const cases = [1, 2, 3, 4, 5, 7, 8, 63, 129].flatMap((size) =>
      [0, 1, 127, 8190, 8191, 8192].map((start) => [start, size]),
    );
    for (const [start, size] of cases as [number, number][]) {
      const piece = values.slice(start * columns, (start + size) * columns);
      const predicted = await predictor.predict({ rows: size, columns, values: piece });
      expect(predicted.values).toEqual(whole.values.slice(start, start + size));
    }
    predictor.dispose();
  });
});

it('gives what the network in training gives of the same rows, to the bit', async () => {
  const raw = makeRegression({ samples: 50, features: 10, informative: 10, noise: 1, bias: 0, seed: 3 });
  const copyRow = (row: number, to: Float32Array | Float64Array, offset: number) =>
    to.set(raw.x.values.subarray(10 * row, 10 * row + 10), offset);
  const { test, scaler } = prepare(
    { x: { rows: 50, columns: 10, copyRow }, y: columnVector(raw.y) },
    { testSize: 0.4, seed: 3 },
  );
  const network = new Mlp(drawInitialWeights(new TorchGenerator(3), [10, 16, 8, 1]), 'relu');
  const inTraining = tf.tidy(() => network.predict(tf.tensor2d(test.x.values, [20, 10])).dataSync());
  const layers = [0, 2, 4].map((i) => {
    const [weight, bias] = network.variables.slice(i, i + 2) as [tf.Variable, tf.Variable];
    const [inputs, outputs] = weight.shape as [number, number];
    return {
      inputs,
      outputs,
      weight: weight.dataSync<'float32'>().slice(),
      bias: bias.dataSync<'float32'>().slice(),
    };
  });
  network.dispose();
  const predictor = createPredictor({ ...randomModel('relu'), scaler, layers });
  const predicted = await predictor.predict({ rows: 50, columns: 10, values: raw.x.values });
  expect(Array.from(test.rowIndex, (row) => predicted.values[row])).toEqual(Array.from(inTraining));
  predictor.dispose();
});

describe('missing numbers', () => {
  it('are filled with what the model has for their column', async () => {
    const model = randomModel('tanh');
    const fill = model.scaler.mean.map((mean, i) => mean + (model.scaler.scale[i] as number));
    const holes = randomRows(20);
    const filled = randomRows(20);
    for (const i of [0, 13, 27, 199]) {
      holes.values[i] = Number.NaN;
      filled.values[i] = fill[i % fill.length] as number;
    }
    const predictor = createPredictor({ ...model, fill });
    expect(await predictor.predict(holes)).toEqual(await predictor.predict(filled));
    predictor.dispose();
  });

  it('are an error that names the feature where the model has nothing', async () => {
    const predictor = createPredictor(randomModel('tanh'));
    const x = randomRows(2);
    x.values[11] = Number.NaN;
    await expect(predictor.predict(x)).rejects.toThrow(/got none for far; .* --missing mean/);
    predictor.dispose();
  });
});
