import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { denseKernel } from '../../src/kernels/dense.js';
import type { LossAttributes } from '../../src/kernels/lossArithmetic.js';
import { elementLoss } from '../../src/kernels/losses.js';
import { createLoss, type LossConfig } from '../../src/model/losses/index.js';
import { expectSame, inner, loadBoth, on, size, someValues } from './engines.js';

beforeAll(loadBoth);

let tensors: number;
beforeEach(() => {
  tensors = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

describe('matMul', () => {
  const check = (
    m: number,
    k: number,
    n: number,
    transposeA: boolean,
    transposeB: boolean,
    stack: number[] = [],
  ) => {
    const a = someValues([...stack, ...(transposeA ? [k, m] : [m, k])], m + 1);
    const b = someValues([...stack, ...(transposeB ? [n, k] : [k, n])], n + 7);
    const product = (x?: tf.Tensor, y?: tf.Tensor) =>
      tf.matMul(x as tf.Tensor2D, y as tf.Tensor2D, transposeA, transposeB);
    expectSame(on('wasm', [a, b], product), on('cpu', [a, b], product), k);
  };

  it('gives what the cpu backend gives, for any shapes and transposes', () => {
    fc.assert(
      fc.property(size, inner, size, fc.boolean(), fc.boolean(), (...args) => check(...args)),
      { seed: 1, numRuns: 250 },
    );
  });

  it.each([
    [1000, 10, 64, false, false],
    [64, 1000, 64, true, false],
    [131, 64, 1001, false, true],
    [1000, 300, 1, false, false],
    [300, 1000, 1, true, false],
    [129, 257, 1, true, true],
  ] as const)('%i x %i x %i, transposed %s %s', (m, k, n, transposeA, transposeB) => {
    check(m, k, n, transposeA, transposeB);
  });

  it('works on stacks, and on one matrix for a whole stack', () => {
    check(5, 6, 7, true, true, [3]);
    check(5, 6, 7, false, true, [2, 3]);
    const stack = someValues([4, 5, 6], 1);
    for (const other of [someValues([1, 6, 7], 2), someValues([6, 7], 2)]) {
      const product = (a?: tf.Tensor, b?: tf.Tensor) => tf.matMul(a as tf.Tensor, b as tf.Tensor);
      expectSame(on('wasm', [stack, other], product), on('cpu', [stack, other], product), 6);
    }
  });

  it('leaves rare broadcasts and integers to tfjs', () => {
    const [a, b] = [someValues([2, 1, 3, 4], 1), someValues([1, 3, 4, 5], 2)];
    const product = (x?: tf.Tensor, y?: tf.Tensor) => tf.matMul(x as tf.Tensor, y as tf.Tensor);
    expectSame(on('wasm', [a, b], product), on('cpu', [a, b], product), 4);
  });
});

describe('sum', () => {
  it.each([
    [[5, 7], 0],
    [[5, 7], [0]],
    [[5, 7], 1],
    [[5, 7], undefined],
    [[1000, 3], 0],
    [[129, 64], 0],
    [[0, 4], 0],
    [
      [3, 4, 5],
      [0, 1],
    ],
    [
      [3, 4, 5],
      [1, 0],
    ],
    [[3, 4, 5], 0],
    [
      [3, 4, 5],
      [0, 2],
    ],
    [[6], 0],
  ])('of %j over %j', (shape, axis) => {
    for (const keepDims of [false, true]) {
      const x = someValues(shape, 9);
      const sum = (t?: tf.Tensor) => tf.sum(t as tf.Tensor, axis, keepDims);
      expectSame(on('wasm', [x], sum), on('cpu', [x], sum), x.values.length);
    }
  });
});

describe('the dense layer', () => {
  /** Output and all gradients, by the kernel and by plain tfjs ops on cpu. */
  const check = (rows: number, inputs: number, outputs: number, activation: 'linear' | 'relu') => {
    const given = [
      someValues([rows, inputs], 1),
      someValues([inputs, outputs], 2),
      someValues([outputs], 3),
      someValues([rows, outputs], 4),
    ];
    const withGradients =
      (layer: (x: tf.Tensor2D, w: tf.Tensor2D, b: tf.Tensor) => tf.Tensor) =>
      (...[x, w, b, dy]: tf.Tensor[]) => {
        const gradients = tf.grads((...args) => layer(...(args as [tf.Tensor2D, tf.Tensor2D, tf.Tensor])));
        const all = [x, w, b] as tf.Tensor[];
        return [layer(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor), ...gradients(all, dy)];
      };
    const ours = on(
      'wasm',
      given,
      withGradients((x, w, b) => denseKernel(x, w, b, activation)),
    );
    const plain = on(
      'cpu',
      given,
      withGradients((x, w, b) => {
        const z = tf.matMul(x, w).add(b);
        return activation === 'relu' ? z.relu() : z;
      }),
    );
    expectSame(ours, plain, Math.max(rows, inputs, outputs));
  };

  it('has the outputs and gradients of plain ops', () => {
    const positive = fc.oneof(fc.constantFrom(1, 4, 5, 8, 9), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(positive, positive, positive, fc.constantFrom('linear', 'relu'), (...args) =>
        check(...args),
      ),
      { seed: 3, numRuns: 80 },
    );
    check(1000, 10, 64, 'relu');
    check(1000, 64, 1, 'linear');
  });

  it('lets NaN through relu, as PyTorch does', () => {
    const given = [someValues([9, 3], 1), { values: Float32Array.of(1, 2, Number.NaN), shape: [3, 1] }];
    const layer = (x?: tf.Tensor, w?: tf.Tensor) =>
      denseKernel(x as tf.Tensor2D, w as tf.Tensor2D, tf.zeros([1]), 'relu');
    expect(on('wasm', given, layer)[0]?.values.every(Number.isNaN)).toBe(true);
  });
});

it.each<LossConfig>([
  { name: 'mse' },
  { name: 'mae' },
  { name: 'huber', delta: 0.6 },
  { name: 'smooth-l1', beta: 0.3 },
])('has the loss of plain ops with $name, and its gradients', (config) => {
  const { kernel, value } = createLoss(config);
  for (const rows of [1, 7, 1000]) {
    const given = [someValues([rows, 1], 1), someValues([rows, 1], 2)];
    const all =
      (loss: (p: tf.Tensor, a: tf.Tensor) => tf.Tensor) =>
      (...[p, a]: tf.Tensor[]) => {
        const gradients = tf.grads((x, y) => loss(x as tf.Tensor, y as tf.Tensor).mul(3));
        return [loss(p as tf.Tensor, a as tf.Tensor), ...gradients([p, a] as tf.Tensor[])];
      };
    expectSame(
      on(
        'wasm',
        given,
        all((predicted, actual) => elementLoss(kernel as LossAttributes, { predicted, actual })),
      ),
      on(
        'cpu',
        given,
        all((p, a) => value(p as tf.Tensor2D, a as tf.Tensor2D)),
      ),
      8,
    );
  }
});

describe('memory', () => {
  it('sees a weight that was changed between two products', () => {
    // XNNPACK caches packed weights by tensor; a kernel that kept B packed would go on with the old one.
    const x = tf.tidy(() => tf.eye(8) as tf.Tensor2D);
    const w = tf.tidy(() => tf.variable(tf.ones([8, 8])));
    const read = () => tf.tidy(() => tf.matMul(x, w as unknown as tf.Tensor2D).dataSync()[0]);
    expect(read()).toBe(1);
    tf.tidy(() => w.assign(tf.fill([8, 8], 2)));
    expect(read()).toBe(2);
    tf.dispose([x, w]);
  });

  it('goes on when the heap grows under it', () => {
    const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
    const before = wasm.HEAPU8.buffer.byteLength;
    const [a, b] = [someValues([37, 41], 1), someValues([41, 23], 2)];
    const product = (x?: tf.Tensor, y?: tf.Tensor) => tf.matMul(x as tf.Tensor2D, y as tf.Tensor2D);
    const expected = on('wasm', [a, b], product);
    const large = Array.from({ length: 5 }, () => tf.zeros([Math.ceil(before / 16)]));
    expect(wasm.HEAPU8.buffer.byteLength).toBeGreaterThan(before);
    // A wider product than any before takes new scratch, too.
    const wide = [someValues([3, 300], 3), someValues([300, 2100], 4)];
    expectSame(on('wasm', wide, product), on('cpu', wide, product), 300);
    expect(on('wasm', [a, b], product)).toEqual(expected);
    tf.dispose(large);
  });
});
