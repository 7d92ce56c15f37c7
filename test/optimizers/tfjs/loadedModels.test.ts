import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import type { AllHyperparameters, OptimizerName } from '../../../src/optimizers/index.js';
import { Adam, createOptimizer } from '../../../src/optimizers/tfjs/classes.js';
import { fullestVariants } from '../underTest.js';

let x: tf.Tensor2D;
let y: tf.Tensor2D;
beforeAll(async () => {
  await useBackend('cpu');
  await useBackend('wasm'); // with the fused step
  x = tf.tensor2d([[0], [1], [2]]);
  y = tf.tensor2d([[1], [3], [5]]);
});
afterAll(() => tf.dispose([x, y]));

/** Three layers, two of them of one shape; tfjs counts the names of those that have none. */
function compiled(
  name: OptimizerName,
  given: Partial<AllHyperparameters>,
  { areNamed = true, hidden = 2 } = {},
): tf.LayersModel {
  const dense = (units: number, input: number, at: number) =>
    tf.layers.dense({
      units,
      inputShape: [input],
      kernelInitializer: tf.initializers.randomUniform({ seed: at, minval: 0.1, maxval: 0.9 }),
      ...(areNamed && { name: `layer${at}` }),
    });
  const layers = Array.from({ length: hidden }, (_, at) => dense(3, at === 0 ? 1 : 3, at));
  const model = tf.sequential({ layers: [...layers, dense(1, 3, 9)] });
  model.compile({
    optimizer: createOptimizer(name, { learningRate: 0.01, ...given }),
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

describe.each(fullestVariants)('a layers model saved with $name $given', ({ name, given }) => {
  it('continues as the run that never stopped, loaded once or twice while the first still lives', async () => {
    const first = compiled(name, given);
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

  it('continues so with layers that have no names', async () => {
    // Names and state know nothing of the backend; Adam's step is another kernel on each.
    for (const backend of name === 'adam' ? ['cpu', 'wasm'] : ['wasm']) {
      await tf.setBackend(backend);
      const first = compiled(name, given, { areNamed: false });
      await losses(first);
      const artifacts = await save(first);
      const expected = await losses(first);
      const [second, third] = [await load(artifacts), await load(artifacts)];
      expect(await losses(third)).toEqual(expected);
      expect(await losses(second)).toEqual(expected);
      free(first, second, third);
      const alone = await load(artifacts);
      expect(await losses(alone)).toEqual(expected);
      free(alone);
    }
  });

  it.each([true, false])(
    'continues in a model that is built once more and given weights and state (names: %s)',
    async (areNamed) => {
      const first = compiled(name, given, { areNamed });
      await losses(first);
      const second = compiled(name, given, { areNamed });
      second.setWeights(first.getWeights());
      await second.optimizer.setWeights(await first.optimizer.getWeights());
      const expected = await losses(first);
      expect(await losses(second)).toEqual(expected);
      free(first, second);
    },
  );

  it('continues when it is compiled anew with an optimizer that is given the state', async () => {
    const first = compiled(name, given);
    await losses(first);
    const artifacts = await save(first);
    const expected = await losses(first);
    const second = await load(artifacts);
    const state = await second.optimizer.getWeights();
    second.optimizer.dispose();
    const optimizer = createOptimizer(name, { learningRate: 0.01, ...given });
    await optimizer.setWeights(state);
    second.compile({ optimizer, loss: 'meanSquaredError' });
    expect(await losses(second)).toEqual(expected);
    free(first, second);
  });

  it('saves what it loaded, even before it steps', async () => {
    const first = compiled(name, given);
    await losses(first);
    const second = await load(await save(first));
    const third = await load(await save(second));
    const expected = await losses(first);
    expect(await losses(third)).toEqual(expected);
    free(first, second, third);
  });

  it('leaks nothing by saving', async () => {
    const model = compiled(name, given);
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
    const saved = await first.getWeights();
    tf.dispose(w);
    first.dispose();

    const other = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'other'));
    const second = new Adam();
    await second.setWeights(saved);
    const minimize = () => second.minimize(() => other.square().sum() as tf.Scalar);
    expect(minimize).toThrow(
      'Saved state must find its variables, got none for lost [2] among other [2]; load it for the model that it was saved with, or begin with a new optimizer.',
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
    const saved = await first.getWeights();
    two.dispose();
    const three = make([1, 2, 3]);
    const second = new Adam();
    await second.setWeights(saved);
    expect(() => second.minimize(() => three.square().sum() as tf.Scalar)).toThrow(
      "Saved state of wide must have its variable's shape [3], got [2]; load it for the model that it was saved with.",
    );
    tf.dispose([three, saved.map(({ tensor }) => tensor)]);
    first.dispose();
    second.dispose();
  });

  it('of another number of layers without names is an error, and nothing is changed', async () => {
    const first = compiled('adam', {}, { areNamed: false, hidden: 2 });
    await losses(first);
    const second = compiled('adam', {}, { areNamed: false, hidden: 3 });
    await second.optimizer.setWeights(await first.optimizer.getWeights());
    const before = second.getWeights().map((tensor) => [...tensor.dataSync()]);
    const held = tf.memory().numTensors;
    await expect(losses(second)).rejects.toThrow(
      /^Saved state must find its variables, got none for dense_Dense\d+\/.* among dense_Dense\d+\/.*; load it for the model/,
    );
    expect(second.getWeights().map((tensor) => [...tensor.dataSync()])).toEqual(before);
    expect(tf.memory().numTensors - held).toBeLessThanOrEqual(2); // tfjs's own: the batch that it was about to train on
    free(first, second);
  });

  it('is kept for the variable of its very name while that lives', async () => {
    const [w1, w2] = ['w_1', 'w_2'].map((name) =>
      tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, name)),
    ) as [tf.Variable, tf.Variable];
    const first = new Adam();
    first.applyGradients({ w_1: w1 });
    const second = new Adam();
    await second.setWeights(await first.getWeights());
    second.applyGradients({ w_2: w2 });
    expect([second.stateOf('w_1')?.t, second.stateOf('w_2')?.t]).toEqual([1, 1]);
    tf.dispose([w1, w2]);
    first.dispose();
    second.dispose();
  });

  it('of a layer that is frozen stays until it is trained again', async () => {
    const first = compiled('adam', {});
    await losses(first);
    const second = await load(await save(first));
    const layer = second.getLayer('layer1');
    layer.trainable = false;
    second.compile({ optimizer: second.optimizer, loss: 'meanSquaredError' });
    await losses(second);
    layer.trainable = true;
    second.compile({ optimizer: second.optimizer, loss: 'meanSquaredError' });
    await losses(second);
    const counted = second.trainableWeights.map(({ name }) => (second.optimizer as Adam).stateOf(name)?.t);
    expect(counted).toEqual([9, 9, 6, 6, 9, 9]);
    free(first, second);
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
    const saved = await first.getWeights();
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
