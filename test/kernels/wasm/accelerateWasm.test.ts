import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../../../src/engine/engine.js';
import { denseKernel } from '../../../src/kernels/dense.js';
import { accelerateWasm } from '../../../src/kernels/wasm/accelerateWasm.js';

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

  const factory = tf.findBackendFactory('wasm');
  const old = tf.backend();
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory);
  await tf.setBackend('wasm');
  expect(tf.backend()).not.toBe(old);
  accelerateWasm();
  expect(layer()).toEqual([16]);
});
