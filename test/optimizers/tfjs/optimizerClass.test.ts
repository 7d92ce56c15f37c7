import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import { Adam } from '../../../src/optimizers/tfjs/classes.js';
import { step, twoVariables } from './twoVariables.js';

beforeAll(async () => {
  await useBackend('wasm');
});
afterEach(() => tf.disposeVariables());

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

it('follows a learning rate that changes between steps', () => {
  const { a, gradients } = twoVariables();
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
});

it('frees the gradients of a step that fails', () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'w'));
  const optimizer = new Adam();
  optimizer.applyGradients = () => {
    throw new Error('no step');
  };
  const before = tf.memory().numTensors;
  expect(() => optimizer.minimize(() => w.square().sum() as tf.Scalar)).toThrow('no step');
  expect(tf.memory().numTensors).toBe(before);
});
