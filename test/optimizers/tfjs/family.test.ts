import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import type { AllHyperparameters } from '../../../src/optimizers/index.js';
import { optimizers } from '../../../src/optimizers/index.js';
import { createOptimizer } from '../../../src/optimizers/tfjs/classes.js';
import { variants } from '../underTest.js';
import { step, twoVariables } from './twoVariables.js';

beforeAll(async () => {
  await useBackend('wasm');
});
afterEach(() => tf.disposeVariables());

describe.each(variants)('$name $given', ({ name, given, slots }) => {
  const create = (learningRate = 0.1) => createOptimizer(name, { learningRate, ...given });

  it('continues bit-equal from saved state, whatever its order, and saves again what it loaded', async () => {
    const through = twoVariables();
    const one = create();
    for (let t = 1; t <= 12; t++) step(one, through.gradients(t));
    const expected = through.values();
    one.dispose();
    through.dispose();

    const halves = twoVariables();
    const first = create();
    for (let t = 1; t <= 5; t++) step(first, halves.gradients(t));
    const saved = await first.getWeights();
    first.dispose();
    const keys = ['t', ...slots];
    expect(saved.map((entry) => entry.name)).toEqual([
      'iter',
      ...['a', 'b'].flatMap((variable) => keys.map((key) => `${variable}/${key}`)),
    ]);

    const second = createOptimizer(name, first.getConfig() as Partial<AllHyperparameters>);
    await second.setWeights([...saved].reverse());
    const again = await second.getWeights();
    const byName = (entries: typeof saved) =>
      new Map(entries.map((entry) => [entry.name, entry.tensor.dataSync().slice()]));
    expect(byName(again)).toEqual(byName(saved));
    for (let t = 6; t <= 12; t++) step(second, halves.gradients(t));
    expect(halves.values()).toEqual(expected);
    expect(second.iterations).toBe(12);
    tf.dispose([...saved, ...again].map(({ tensor }) => tensor));
    second.dispose();
    halves.dispose();
  });

  it('steps a variable whose first gradient comes late with its own t', () => {
    const late = twoVariables();
    const optimizer = create();
    for (let t = 1; t <= 7; t++) {
      const { a, b } = late.gradients(t);
      step(optimizer, { a });
      b.dispose();
    }
    for (let t = 1; t <= 3; t++) {
      const { a, b } = late.gradients(t);
      step(optimizer, { b });
      a.dispose();
    }
    const after = [...late.b.dataSync()];
    optimizer.dispose();
    late.dispose();

    const early = twoVariables();
    const fresh = create();
    for (let t = 1; t <= 3; t++) step(fresh, early.gradients(t));
    expect(after).toEqual([...early.b.dataSync()]);
    fresh.dispose();
    early.dispose();
  });

  it('keeps its slots for each variable after the first step, and no other tensor', () => {
    const { gradients, dispose } = twoVariables();
    const before = tf.memory();
    const optimizer = create();
    step(optimizer, gradients(1));
    expect(tf.memory().numTensors).toBe(before.numTensors + 2 * slots.length);
    for (let t = 2; t <= 20; t++) step(optimizer, gradients(t));
    expect(tf.memory().numTensors).toBe(before.numTensors + 2 * slots.length);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers + 2 * slots.length);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    dispose();
  });

  it('is made again by fromConfig from what getConfig says', () => {
    const [first, other] = [create(0.5), createOptimizer(name)];
    const config = first.getConfig();
    expect(config).toMatchObject({ ...given, learningRate: given.learningRate ?? 0.5 });
    expect(Object.keys(config)).toEqual(Object.keys(optimizers[name].hyperparameters));
    const made = Object.getPrototypeOf(other).constructor.fromConfig(first.constructor, config);
    expect(made.getConfig()).toEqual(config);
  });

  it('takes the same step through minimize as through applyGradients', () => {
    const optimizers = [create(), create()] as const;
    const x = tf.tidy(() => tf.variable(tf.tensor1d([3, -2]), true, 'x'));
    const y = tf.tidy(() => tf.variable(tf.tensor1d([3, -2]), true, 'y'));
    for (let t = 1; t <= 3; t++) {
      optimizers[0].minimize(() => x.square().sum() as tf.Scalar);
      const g = tf.tidy(() => y.mul(2));
      optimizers[1].applyGradients({ y: g });
      g.dispose();
    }
    expect([...x.dataSync()]).toEqual([...y.dataSync()]);
    expect(x.dataSync()[0]).not.toBe(3);
    for (const optimizer of optimizers) optimizer.dispose();
    tf.dispose([x, y]);
  });

  it('trains a layers model, is saved and loaded with it, and goes on where it was', async () => {
    const x = tf.tensor2d([[0], [1], [2]]);
    const y = tf.tensor2d([[1], [3], [5]]);
    const compiled = () => {
      const dense = tf.layers.dense({
        units: 1,
        inputShape: [1],
        kernelInitializer: 'ones',
        name: 'line',
      });
      const model = tf.sequential({ layers: [dense] });
      model.compile({ optimizer: create(0.01), loss: 'meanSquaredError' });
      return model;
    };
    const losses = async (model: tf.LayersModel) =>
      (await model.fit(x, y, { epochs: 3, shuffle: false, verbose: 0 })).history['loss'] as number[];

    const whole = compiled();
    const start = await losses(whole);
    const expected = await losses(whole);
    if (given.maximize) expect(expected[2]).toBeGreaterThan(start[0] as number);
    else expect(expected[2]).toBeLessThan(start[0] as number);
    whole.dispose();

    const first = compiled();
    await losses(first);
    let saved: tf.io.ModelArtifacts | undefined;
    const handler = tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    });
    await first.save(handler, { includeOptimizer: true });
    first.dispose();
    const second = await tf.loadLayersModel(tf.io.fromMemory(saved as tf.io.ModelArtifacts));
    expect(await losses(second)).toEqual(expected);
    second.dispose();
    tf.dispose([x, y]);
  });
});
