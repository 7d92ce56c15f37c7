import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OptimizerName, OptimizerOptions } from '../../src/config/optimizerTable.js';
import { Adam } from '../../src/optimizers/adam.js';
import { createOptimizer } from '../../src/optimizers/createOptimizer.js';
import { copyOfState } from './twoVariables.js';

const family: [OptimizerName, Partial<OptimizerOptions>][] = [
  ['adam', { amsgrad: true }],
  ['adamw', {}],
  ['nadam', {}],
  ['radam', {}],
  ['adamax', {}],
  ['rmsprop', { centered: true, momentum: 0.9 }],
  ['adagrad', {}],
  ['adadelta', { learningRate: 1 }],
  ['sgd', { momentum: 0.9 }],
];

let x: tf.Tensor2D;
let y: tf.Tensor2D;
beforeAll(() => {
  x = tf.tensor2d([[0], [1], [2]]);
  y = tf.tensor2d([[1], [3], [5]]);
});
afterAll(() => tf.dispose([x, y]));

/** Two layers, so four variables, two of them of one shape. */
function compiled(name: OptimizerName, options: Partial<OptimizerOptions>): tf.LayersModel {
  const dense = (units: number, inputShape: [number]) =>
    tf.layers.dense({ units, inputShape, kernelInitializer: 'ones', name: `layer${units}` });
  const model = tf.sequential({ layers: [dense(3, [1]), dense(1, [3])] });
  model.compile({
    optimizer: createOptimizer(name, { learningRate: 0.01, ...options }),
    loss: 'meanSquaredError',
  });
  return model;
}

async function losses(model: tf.LayersModel): Promise<number[]> {
  const { history } = await model.fit(x, y, { epochs: 3, shuffle: false, verbose: 0 });
  return history['loss'] as number[];
}

async function save(model: tf.LayersModel): Promise<tf.io.ModelArtifacts> {
  let saved: tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(handler, { includeOptimizer: true });
  return saved as tf.io.ModelArtifacts;
}

const load = (artifacts: tf.io.ModelArtifacts) => tf.loadLayersModel(tf.io.fromMemory(artifacts));

function free(...models: tf.LayersModel[]): void {
  for (const model of models) {
    model.optimizer.dispose();
    model.dispose();
  }
}

describe.each(family)('a layers model saved with %s %o', (name, options) => {
  it('continues as the run that never stopped, loaded once or twice while the first still lives', async () => {
    const first = compiled(name, options);
    await losses(first);
    const artifacts = await save(first);
    const expected = await losses(first);

    const second = await load(artifacts);
    const third = await load(artifacts);
    expect(await losses(second)).toEqual(expected);
    expect(await losses(third)).toEqual(expected);

    const fourth = await load(await save(third));
    const expectedNext = await losses(first);
    expect(await losses(fourth)).toEqual(expectedNext);
    free(first, second, third, fourth);
  });

  it('saves what it loaded, even before it steps', async () => {
    const first = compiled(name, options);
    await losses(first);
    const second = await load(await save(first));
    const third = await load(await save(second));
    const expected = await losses(first);
    expect(await losses(third)).toEqual(expected);
    free(first, second, third);
  });

  it('leaks nothing by saving', async () => {
    const model = compiled(name, options);
    await losses(model);
    const before = tf.memory();
    for (let i = 0; i < 3; i++) await save(model);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    free(model);
  });
});

describe('loaded state', () => {
  it('that finds no variable is an error at the first step', async () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'lost'));
    const first = new Adam();
    first.minimize(() => w.square().sum() as tf.Scalar);
    const saved = await copyOfState(first);
    tf.dispose(w);
    first.dispose();

    const other = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'other'));
    const second = new Adam();
    await second.setWeights(saved);
    const minimize = () => second.minimize(() => other.square().sum() as tf.Scalar);
    expect(minimize).toThrow(
      'The loaded state of lost must belong to a living variable of shape [2], and none has that name; load it with the model that it was saved with, or make a new optimizer.',
    );
    expect([...other.dataSync()]).toEqual([1, 2]);
    tf.dispose([other, saved.map(({ tensor }) => tensor)]);
    second.dispose();
  });

  it('of another shape is an error', async () => {
    const make = (values: number[]) => tf.tidy(() => tf.variable(tf.tensor1d(values), true, 'wide'));
    const two = make([1, 2]);
    const first = new Adam();
    first.minimize(() => two.square().sum() as tf.Scalar);
    const saved = await copyOfState(first);
    two.dispose();
    const three = make([1, 2, 3]);
    const second = new Adam();
    await second.setWeights(saved);
    expect(() => second.minimize(() => three.square().sum() as tf.Scalar)).toThrow(
      'The loaded state of wide must belong to a living variable of shape [2]',
    );
    tf.dispose([three, saved.map(({ tensor }) => tensor)]);
    first.dispose();
    second.dispose();
  });

  it('waits for a variable that does not step yet', async () => {
    const names = ['early', 'late'];
    const [early, late] = names.map((name) =>
      tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, name)),
    ) as [tf.Variable, tf.Variable];
    const minimize = (optimizer: Adam, variables: tf.Variable[]) =>
      optimizer.minimize(
        () => tf.addN(variables.map((each) => each.square().sum())) as tf.Scalar,
        false,
        variables,
      );
    const first = new Adam();
    for (let t = 0; t < 3; t++) minimize(first, [early, late]);
    const saved = await copyOfState(first);
    const second = new Adam();
    await second.setWeights(saved);
    minimize(second, [early]);
    minimize(second, [late]);
    expect([second.stateOf('early')?.t, second.stateOf('late')?.t]).toEqual([4, 4]);
    tf.dispose([early, late, saved.map(({ tensor }) => tensor)]);
    first.dispose();
    second.dispose();
  });
});
