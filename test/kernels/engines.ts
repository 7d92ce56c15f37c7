import * as tf from '@tensorflow/tfjs';
import { useBackend } from '../../src/engine/engine.js';

/** Both backends must be loaded once, in this order, so that wasm has its kernels and is the current one. */
export async function loadBoth(): Promise<void> {
  await useBackend('cpu');
  await useBackend('wasm');
}

export interface Values {
  values: Float32Array;
  shape: number[];
}

/** Computes on a backend from plain values, and leaves no tensor behind. */
export function on(
  backend: 'cpu' | 'wasm',
  inputs: readonly Values[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): Values[] {
  const before = tf.getBackend();
  tf.setBackend(backend);
  try {
    return tf.tidy(() => {
      const outputs = compute(...inputs.map(({ values, shape }) => tf.tensor(values, shape)));
      return [outputs].flat().map((tensor) => ({
        values: Float32Array.from(tensor.dataSync()),
        shape: tensor.shape,
      }));
    });
  } finally {
    tf.setBackend(before);
  }
}

/** Numbers in [−1, 1) that look random and are the same in every run. */
export function someValues(shape: number[], seed: number): Values {
  let state = seed >>> 0;
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  return { values, shape };
}
