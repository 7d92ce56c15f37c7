import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import type { AdamHyperparameters } from '../../../src/optimizers/adam.js';
import { Adam } from '../../../src/optimizers/tfjs/classes.js';
import { expectClose } from '../../goldens.js';
import { step, twoVariables } from './twoVariables.js';

beforeAll(async () => {
  await useBackend('wasm');
});

describe('tensors', () => {
  it.each([
    { options: {}, perVariable: 2 },
    { options: { amsgrad: true }, perVariable: 3 },
  ])('keeps $perVariable for each variable after the first step, and no more', ({ options, perVariable }) => {
    const { gradients, dispose } = twoVariables();
    const before = tf.memory();
    const optimizer = new Adam(options);
    step(optimizer, gradients(1));
    expect(tf.memory().numTensors).toBe(before.numTensors + 2 * perVariable);
    for (let t = 2; t <= 20; t++) step(optimizer, gradients(t));
    expect(tf.memory().numTensors).toBe(before.numTensors + 2 * perVariable);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers + 2 * perVariable);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    dispose();
  });
});

describe('state by name', () => {
  it('does not care in which order gradients come', () => {
    const run = (order: (t: number) => string[]) => {
      const { gradients, values, dispose } = twoVariables();
      const optimizer = new Adam({ learningRate: 0.1 });
      for (let t = 1; t <= 10; t++) step(optimizer, gradients(t), order(t));
      const result = values();
      optimizer.dispose();
      dispose();
      return result;
    };
    expect(run((t) => (t % 2 ? ['b', 'a'] : ['a', 'b']))).toEqual(run(() => ['a', 'b']));
  });

  it('counts the steps of each variable: one that comes late takes its first step at t = 1', () => {
    const { a, b, gradients, dispose } = twoVariables();
    const optimizer = new Adam({ learningRate: 0.1, epsilon: 0 });
    const start = b.dataSync().slice();
    for (let t = 1; t <= 5; t++) {
      const { a: g, b: unused } = gradients(t);
      unused.dispose();
      step(optimizer, { a: g });
    }
    expect([...b.dataSync()]).toEqual([...start]);
    step(optimizer, gradients(1));
    // The first step is the learning rate, by the gradient's sign.
    expectClose(b.dataSync(), [(start[0] as number) - 0.1, (start[1] as number) - 0.1], 1e-6);
    expect(a.isDisposed).toBe(false);
    optimizer.dispose();
    dispose();
  });

  it('leaves a variable without a gradient alone, as minimize reports it', () => {
    const { a, b, dispose } = twoVariables();
    const optimizer = new Adam();
    const before = [...b.dataSync()];
    const gradients = { a: tf.onesLike(a), b: undefined as unknown as tf.Tensor };
    optimizer.applyGradients(gradients);
    expect([...b.dataSync()]).toEqual(before);
    tf.dispose(gradients.a);
    optimizer.dispose();
    dispose();
  });

  it('names the variable when a gradient has no variable or the wrong shape', () => {
    const { dispose } = twoVariables();
    const optimizer = new Adam();
    const stray = tf.tensor1d([1]);
    expect(() => optimizer.applyGradients({ nobody: stray })).toThrow(/named nobody/);
    expect(() => optimizer.applyGradients({ a: stray })).toThrow(
      /gradient of a must have .* \[3\], got \[1\]/,
    );
    tf.dispose(stray);
    optimizer.dispose();
    dispose();
  });
});

describe('saved state', () => {
  it.each([{}, { amsgrad: true }, { weightDecay: 0.1 }])(
    'continues bit-equal in another optimizer, whatever its order (%o)',
    async (options: Partial<AdamHyperparameters>) => {
      const through = twoVariables();
      const one = new Adam({ learningRate: 0.1, ...options });
      for (let t = 1; t <= 12; t++) step(one, through.gradients(t));
      const expected = through.values();
      one.dispose();
      through.dispose();

      const halves = twoVariables();
      const first = new Adam({ learningRate: 0.1, ...options });
      for (let t = 1; t <= 5; t++) step(first, halves.gradients(t));
      const saved = await first.getWeights();
      first.dispose();
      const second = new Adam(first.getConfig());
      await second.setWeights([...saved].reverse());
      for (let t = 6; t <= 12; t++) step(second, halves.gradients(t));
      expect(halves.values()).toEqual(expected);
      expect(second.iterations).toBe(12);
      tf.dispose(saved.map(({ tensor }) => tensor));
      second.dispose();
      halves.dispose();
    },
  );

  it('is a snapshot: later steps do not change it', async () => {
    const { gradients, dispose } = twoVariables();
    const optimizer = new Adam();
    step(optimizer, gradients(1));
    const saved = await optimizer.getWeights();
    const before = saved.map(({ tensor }) => [...tensor.dataSync()]);
    step(optimizer, gradients(2));
    expect(saved.map(({ tensor }) => [...tensor.dataSync()])).toEqual(before);
    tf.dispose(saved.map(({ tensor }) => tensor));
    optimizer.dispose();
    dispose();
  });

  it('refuses the state of another kind of optimizer, and keeps its own', async () => {
    const foreign = { name: 'a/momentum', tensor: tf.scalar(1) };
    const { gradients, dispose } = twoVariables();
    const optimizer = new Adam();
    step(optimizer, gradients(1));
    await expect(optimizer.setWeights([foreign])).rejects.toThrow(/got a\/momentum/);
    expect(optimizer.iterations).toBe(1);
    optimizer.dispose();
    dispose();
    foreign.tensor.dispose();
  });
});

describe('as a tfjs optimizer', () => {
  it('minimizes by itself', () => {
    const x = tf.tidy(() => tf.variable(tf.scalar(3)));
    const optimizer = new Adam({ learningRate: 0.1 });
    for (let t = 0; t < 300; t++) optimizer.minimize(() => x.sub(1).square() as tf.Scalar);
    expect(x.dataSync()[0]).toBeCloseTo(1, 2);
    optimizer.dispose();
    x.dispose();
  });

  it('follows a learning rate that changes between steps', () => {
    const { a, gradients, dispose } = twoVariables();
    const optimizer = new Adam();
    optimizer.learningRate = 0;
    const before = [...a.dataSync()];
    step(optimizer, gradients(1));
    expect([...a.dataSync()]).toEqual(before);
    optimizer.learningRate = 0.5;
    expect(optimizer.learningRate).toBe(0.5);
    step(optimizer, gradients(1));
    expect([...a.dataSync()]).not.toEqual(before);
    optimizer.dispose();
    dispose();
  });

  it('trains a layers model through compile', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
    model.compile({ optimizer: new Adam({ learningRate: 0.1 }), loss: 'meanSquaredError' });
    const x = tf.tensor2d([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    const y = tf.tensor2d([[1], [3], [0], [2]]); // 1 − x₀ + 2·x₁
    const { history } = await model.fit(x, y, { epochs: 300, verbose: 0 });
    expect(history['loss']?.at(-1)).toBeLessThan(1e-2);
    tf.dispose([x, y]);
    model.dispose();
  });

  it('is saved and loaded with a layers model, and goes on where it was', async () => {
    const x = tf.tensor2d([[0], [1], [2]]);
    const y = tf.tensor2d([[1], [3], [5]]);
    const compiled = () => {
      const model = tf.sequential({
        layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones', name: 'line' })],
      });
      model.compile({ optimizer: new Adam({ learningRate: 0.1, amsgrad: true }), loss: 'meanSquaredError' });
      return model;
    };
    const losses = async (model: tf.LayersModel, epochs: number) =>
      (await model.fit(x, y, { epochs, shuffle: false, verbose: 0 })).history['loss'];

    const whole = compiled();
    await losses(whole, 5);
    const expected = await losses(whole, 5);
    whole.dispose();

    const first = compiled();
    await losses(first, 5);
    let saved: tf.io.ModelArtifacts | undefined;
    await first.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
      { includeOptimizer: true },
    );
    first.dispose();
    const second = await tf.loadLayersModel(tf.io.fromMemory(saved as tf.io.ModelArtifacts));
    expect(await losses(second, 5)).toEqual(expected);
    second.dispose();
    tf.dispose([x, y]);
  });

  it('survives getConfig and fromConfig', () => {
    const config = new Adam({ beta1: 0.5, amsgrad: true }).getConfig();
    expect(Adam.fromConfig(Adam, config).getConfig()).toEqual(config);
  });
});
