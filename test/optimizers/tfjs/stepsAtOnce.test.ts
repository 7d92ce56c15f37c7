import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { stepsAtOnce } from '../../../src/kernels/steps.js';
import type { OptimizerName } from '../../../src/optimizers/index.js';
import { createOptimizer } from '../../../src/optimizers/tfjs/classes.js';
import { TorchGenerator } from '../../../src/random/torchGenerator.js';
import { loadBoth } from '../../kernels/engines.js';

beforeAll(loadBoth);

const decay = { weightDecay: 0.1 };
const variants: [OptimizerName, object][] = [
  ['adam', {}],
  ['adam', { ...decay, amsgrad: true, maximize: true }],
  ['adam', { ...decay, decoupledWeightDecay: true, biasCorrection: false }],
  ['adamw', {}],
  ['sgd', { learningRate: 0.01, ...decay }],
  ['sgd', { learningRate: 0.01, momentum: 0.9, dampening: 0.3, maximize: true }],
  ['sgd', { learningRate: 0.01, momentum: 0.9, nesterov: true, ...decay }],
  ['rmsprop', decay],
  ['rmsprop', { momentum: 0.5, maximize: true }],
  ['rmsprop', { centered: true, momentum: 0.5 }],
  ['lion', { learningRate: 0.01 }],
  ['lion', { learningRate: 0.01, ...decay, maximize: true }],
];

/** Vectors have four lanes: sizes below, at and above them. */
const sizes = [1, 2, 3, 4, 5, 7, 8, 30];

/** The weights after some steps, and the state. */
async function run(backend: string, name: OptimizerName, hyperparameters: object) {
  tf.setBackend(backend);
  expect(stepsAtOnce() !== undefined).toBe(backend === 'wasm');
  const generator = new TorchGenerator(3);
  const optimizer = createOptimizer(name, hyperparameters);
  const variables = sizes.map((size) =>
    tf.tidy(() => tf.variable(tf.tensor1d(generator.uniform(size, -1, 1)))),
  );
  for (let step = 0; step < 6; step++) {
    const gradients = variables.map(({ name, size }) => ({
      name,
      tensor: tf.tensor1d(generator.uniform(size, -1, 1)),
    }));
    optimizer.applyGradients(gradients);
    tf.dispose(gradients.map(({ tensor }) => tensor));
  }
  const read = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
  const slots = variables.map(({ name }) => Object.values(optimizer.stateOf(name)?.slots ?? {}).map(read));
  const weights = variables.map(read);
  optimizer.dispose();
  tf.dispose(variables);
  return { weights, slots };
}

describe('all variables at once', () => {
  it.each(variants)('step as one by one: %s %j', async (name, hyperparameters) => {
    const before = tf.memory().numTensors;
    const expected = await run('cpu', name, hyperparameters);
    const taken = await run('wasm', name, hyperparameters);
    for (const of of ['weights', 'slots'] as const) {
      const [values, others] = [taken[of].flat(2), expected[of].flat(2)];
      expect(values).toHaveLength(others.length);
      for (const [i, value] of values.entries()) expect(value).toBeCloseTo(others[i] as number, 5);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leave a snapshot of the state as it was', async () => {
    tf.setBackend('wasm');
    const optimizer = createOptimizer('adam', {});
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([1, 2, 3])));
    const step = () => optimizer.minimize(() => variable.square().sum() as tf.Scalar);
    step();
    const pending = optimizer.getWeights();
    const expected = optimizer.stateOf(variable.name)?.slots['m']?.dataSync().slice();
    step();
    const saved = await pending;
    expect(saved.find(({ name }) => name.endsWith('/m'))?.tensor.dataSync()).toEqual(expected);
    optimizer.dispose();
    variable.dispose();
  });

  it.each(['alone', 'shown by another tensor'])("are seen by tfjs's convolution, the filter %s", (how) => {
    tf.setBackend('wasm');
    const initial = tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]);
    const filter = tf.variable(initial);
    if (how === 'alone') initial.dispose();
    const x = tf.tidy(() => tf.ones([1, 3, 3, 1]) as tf.Tensor4D);
    // XNNPACK keeps what it made of a filter by the tensor.
    const convolved = (w: tf.Tensor) =>
      tf.tidy(() => [...tf.conv2d(x, w as tf.Tensor4D, 1, 'valid').dataSync()]);
    expect(convolved(filter)).toEqual([10, 10, 10, 10]);
    const optimizer = createOptimizer('sgd', { learningRate: 1 });
    for (let step = 1; step <= 3; step++) {
      const tensor = tf.ones([2, 2, 1, 1]);
      optimizer.applyGradients([{ name: filter.name, tensor }]);
      tensor.dispose();
      expect(convolved(filter)).toEqual(Array(4).fill(10 - 4 * step));
    }
    if (how !== 'alone') expect([...initial.dataSync()]).toEqual([1, 2, 3, 4]);
    tf.dispose([...(how === 'alone' ? [] : [initial]), filter, x]);
    optimizer.dispose();
  });

  it('read a gradient that is another variable as it was before the step', () => {
    tf.setBackend('wasm');
    // The gradients of a·b.
    const [a, b] = [1, 1].map((value) => tf.tidy(() => tf.variable(tf.tensor1d([value])))) as [
      tf.Variable,
      tf.Variable,
    ];
    const optimizer = createOptimizer('sgd', { learningRate: 0.5 });
    optimizer.applyGradients([
      { name: a.name, tensor: b },
      { name: b.name, tensor: a },
    ]);
    expect([a.dataSync()[0], b.dataSync()[0]]).toEqual([0.5, 0.5]);
    tf.dispose([a, b]);
    optimizer.dispose();
  });

  it.each<[OptimizerName, object, string]>([
    ['adam', {}, 'm'],
    ['adam', { beta2: 0.9 }, 'v'],
    ['rmsprop', {}, 'v'],
    ['rmsprop', { centered: true, momentum: 0.5 }, 'gMean'],
    ['sgd', { momentum: 0.9 }, 'b'],
  ])(
    'let what is left of a moment go where the gradient is 0 for good: %s %j, %s',
    (name, hyperparameters, slot) => {
      tf.setBackend('wasm');
      const optimizer = createOptimizer(name, hyperparameters);
      const variable = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
      const step = (gradient: number) =>
        tf.tidy(() => optimizer.applyGradients([{ name: variable.name, tensor: tf.fill([2], gradient) }]));
      step(1e-3);
      for (let i = 0; i < 12_000; i++) step(0);
      const left = optimizer.stateOf(variable.name)?.slots[slot]?.dataSync() ?? [];
      expect([...left]).toEqual([0, 0]);
      expect([...variable.dataSync()].every((value) => value > 0.5)).toBe(true);
      optimizer.dispose();
      variable.dispose();
    },
  );

  it('keep it where epsilon is so small that 0 would be divided by', () => {
    tf.setBackend('wasm');
    const optimizer = createOptimizer('rmsprop', { epsilon: 0 });
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([1])));
    const step = (gradient: number) =>
      tf.tidy(() => optimizer.applyGradients([{ name: variable.name, tensor: tf.fill([1], gradient) }]));
    step(1e-3);
    for (let i = 0; i < 12_000; i++) step(0);
    expect(variable.dataSync()[0]).toBeGreaterThan(0.5);
    optimizer.dispose();
    variable.dispose();
  });
});
