import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect } from 'vitest';
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

const ROUNDING = 2 ** -24;

/**
 * Equal shapes, and values as near as two float32 sums of n terms below s² must be: each is within n·u·Σ|term| of the true
 * sum, u being the unit of rounding (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1), and Σ|term| of
 * these values is about s²·n/4. What is not finite must be the same.
 *
 * @param size s, what the factors' values are below
 */
export function expectSame(actual: Values[], expected: Values[], terms: number, size = 1): void {
  expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  actual.forEach(({ values }, output) => {
    const reference = (expected[output] as Values).values;
    let worst = 0;
    values.forEach((value, i) => {
      const other = reference[i] as number;
      if (Number.isFinite(other)) worst = Math.max(worst, Math.abs(value - other));
      else if (!Object.is(value, other)) expect(value).toBe(other);
    });
    // Math.max passes NaN on, which is not at most anything.
    expect(worst).toBeLessThanOrEqual(2 * (terms + 4) * ROUNDING * Math.max(1, (size ** 2 * terms) / 4));
  });
}

/** A size at the edges of the kernels' tiles (4 rows, 8 columns, 128 and 256 in a block), or any other. */
export const size = fc.oneof(
  fc.constantFrom(0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17),
  fc.integer({ min: 1, max: 70 }),
);
/** How many terms a product's sums have. */
export const inner = fc.oneof(size, fc.constantFrom(255, 256, 257, 300));

/** Numbers in [−1, 1) that look random and are the same in every run. */
export function someValues(shape: number[], seed: number): Values {
  let state = seed >>> 0;
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  return { values, shape };
}
