import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import { denseKernel } from '../../../src/kernels/dense.js';
import { mlpLoss } from '../../../src/kernels/mlp.js';
import { accelerateWasm } from '../../../src/kernels/wasm/accelerateWasm.js';
import { createOptimizer } from '../../../src/optimizers/tfjs/classes.js';

it('follows a wasm backend that was removed and made anew to its new memory', async () => {
  await useBackend('wasm');
  const layer = () =>
    tf.tidy(() =>
      Array.from(
        denseKernel(
          tf.tensor2d([1, 2], [1, 2]),
          tf.tensor2d([3, 4], [2, 1]),
          tf.tensor1d([5]),
          'linear',
        ).dataSync(),
      ),
    );
  expect(layer()).toEqual([16]); // 1·3 + 2·4 + 5
  // A step of a perceptron takes all other kernels.
  const step = async () => {
    const variables = [tf.ones([2, 3]), tf.ones([3]), tf.ones([3, 1]), tf.ones([1])].map((value) =>
      tf.variable(value),
    );
    const [x, y] = [tf.ones([4, 2]) as tf.Tensor2D, tf.zeros([4, 1])];
    const optimizer = createOptimizer('adam', { learningRate: 0.1 });
    const { value, grads } = tf.variableGrads(
      () => mlpLoss({ parameters: variables, activation: 'relu' }, x, y, { loss: 'mse', parameter: 0 }),
      variables,
    );
    optimizer.applyGradients(grads);
    return [value, ...variables].map((tensor) => Array.from(tensor.dataSync()));
  };
  const before = await step();
  expect(before[0]).toEqual([100]); // (3·(1·1 + 1·1 + 1) + 1)²

  const factory = tf.findBackendFactory('wasm');
  const old = tf.backend();
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory);
  await tf.setBackend('wasm');
  expect(tf.backend()).not.toBe(old);
  accelerateWasm();
  expect(layer()).toEqual([16]);
  expect(await step()).toEqual(before);
});
