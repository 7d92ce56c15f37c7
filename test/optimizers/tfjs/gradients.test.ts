import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import { Adam } from '../../../src/optimizers/tfjs/classes.js';
import { twoVariables } from './twoVariables.js';

beforeAll(async () => {
  await useBackend('wasm');
});
afterEach(() => tf.disposeVariables());

it('a variable that has none, as minimize reports it, is left alone', () => {
  const { a, b } = twoVariables();
  const optimizer = new Adam();
  const [beforeA, beforeB] = [[...a.dataSync()], [...b.dataSync()]];
  const gradients = { a: tf.onesLike(a), b: undefined as unknown as tf.Tensor };
  optimizer.applyGradients(gradients);
  expect([...a.dataSync()]).not.toEqual(beforeA);
  expect([...b.dataSync()]).toEqual(beforeB);
  tf.dispose(gradients.a);
  optimizer.dispose();
});

it('one that has no variable or the wrong shape is refused by its name', () => {
  twoVariables();
  const optimizer = new Adam();
  const stray = tf.tensor1d([1]);
  expect(() => optimizer.applyGradients({ nobody: stray })).toThrow(/named nobody/);
  expect(() => optimizer.applyGradients({ a: stray })).toThrow(/gradient of a must have .* \[3\], got \[1\]/);
  tf.dispose(stray);
});

it('of whole numbers are taken as the numbers that they are', () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'w'));
  const optimizer = new Adam({ beta1: 0.5 });
  const g = tf.tensor1d([2, 4], 'int32');
  optimizer.applyGradients({ w: g });
  expect([...(optimizer.stateOf('w')?.slots['m']?.dataSync() ?? [])]).toEqual([1, 2]);
  tf.dispose([w, g]);
  optimizer.dispose();
});

it('must be tensors, and their variables float32', () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2]), true, 'w'));
  tf.tidy(() => tf.variable(tf.tensor1d([1, 2], 'int32'), true, 'whole'));
  const optimizer = new Adam();
  expect(() => optimizer.applyGradients({ w: [1, 2] as never })).toThrow(
    "The gradient of w must have the variable's shape [2], got object.",
  );
  expect(() => optimizer.applyGradients({ whole: w })).toThrow(
    'A variable must be of type float32 to be trained, got int32 for whole; make it of float32 numbers.',
  );
});
