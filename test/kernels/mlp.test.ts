import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { LossAttributes } from '../../src/kernels/lossArithmetic.js';
import { hasMlpLoss, mlpLoss } from '../../src/kernels/mlp.js';
import { dense } from '../../src/model/dense.js';
import { createLoss, type LossConfig } from '../../src/model/losses/index.js';
import { lossValue } from '../../src/model/losses/lossValue.js';
import { activationNames } from '../../src/model/settings.js';
import { TorchGenerator } from '../../src/random/torchGenerator.js';
import { loadBoth } from './engines.js';

beforeAll(loadBoth);

const nets = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  // Tiles have 4 rows and 8 columns, blocks 64, 128 or 256 rows and 256 terms; nets of more than 32,768 weights go layer by layer.
  rows: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 120, max: 600 })),
  sizes: fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 9 }) },
      { weight: 5, arbitrary: fc.integer({ min: 10, max: 70 }) },
      { weight: 1, arbitrary: fc.integer({ min: 250, max: 270 }) },
    ),
    { minLength: 1, maxLength: 4 },
  ),
  outputs: fc.integer({ min: 1, max: 3 }),
  activation: fc.constantFrom(...activationNames),
  loss: fc.constantFrom<LossConfig>(
    { name: 'mse' },
    { name: 'mae' },
    { name: 'huber', delta: 0.7 },
    { name: 'smooth-l1', beta: 0.4 },
  ),
});

/** Loss and gradients of a net of random weights: fused on wasm, or op by op on the plain backend. */
function lossAndGradients(net: typeof nets extends fc.Arbitrary<infer Net> ? Net : never, isFused: boolean) {
  tf.setBackend(isFused ? 'wasm' : 'cpu');
  const { rows, sizes, outputs, activation } = net;
  const lossOfNet = createLoss(net.loss);
  const generator = new TorchGenerator(net.seed);
  const drawn = (shape: number[], scale: number) => {
    const values = generator.uniform(tf.util.sizeFromShape(shape), -scale, scale);
    return tf.tensor(values, shape);
  };
  const x = drawn([rows, sizes[0] as number], 2) as tf.Tensor2D;
  const y = drawn([rows, outputs], 3) as tf.Tensor2D;
  const widths = [...sizes, outputs];
  const parameters = widths.slice(1).flatMap((units, i) => {
    const inputs = widths[i] as number;
    return [drawn([inputs, units], 1 / Math.sqrt(inputs)), drawn([units], 0.5)];
  });
  const variables = parameters.map((tensor) => tf.variable(tensor));
  const loss = () => {
    if (isFused) {
      return mlpLoss({ parameters: variables, activation }, x, y, lossOfNet.kernel as LossAttributes);
    }
    let h = x;
    for (let i = 0; i < variables.length; i += 2) {
      const isHidden = i + 2 < variables.length;
      const [w, b] = [variables[i] as tf.Tensor2D, variables[i + 1] as tf.Tensor];
      h = dense(h, w, b, isHidden ? activation : 'linear');
    }
    return lossValue(lossOfNet, h, y);
  };
  const { value, grads } = tf.variableGrads(loss, variables);
  const read = [value, ...variables.map(({ name }) => grads[name] as tf.Tensor)].map((tensor) => ({
    shape: tensor.shape,
    values: Float32Array.from(tensor.dataSync()),
  }));
  tf.dispose([x, y, parameters, variables, value, grads]);
  return read;
}

function norm(values: ArrayLike<number>): number {
  return Math.hypot(...Array.from(values));
}

it('gives the loss and the gradients of the same ops one by one', () => {
  const before = tf.memory().numTensors;
  fc.assert(
    fc.property(nets, (net) => {
      const expected = lossAndGradients(net, false);
      const fused = lossAndGradients(net, true);
      for (const [i, { shape, values }] of expected.entries()) {
        expect(fused[i]?.shape).toEqual(shape);
        const off = norm(values.map((value, at) => (fused[i]?.values[at] ?? Number.NaN) - value));
        // Sums of rounded terms: what they come to is small where they cancel, and their rounding is not.
        expect(off).toBeLessThanOrEqual(2e-5 * (norm(values) + 1));
      }
    }),
    { numRuns: 150 },
  );
  expect(tf.memory().numTensors).toBe(before);
});

it('is there on wasm alone', () => {
  tf.setBackend('cpu');
  expect(hasMlpLoss()).toBe(false);
  tf.setBackend('wasm');
  expect(hasMlpLoss()).toBe(true);
});

it('has gradients of 0 without a row', () => {
  for (const outputs of [1, 2]) {
    const net = {
      seed: 1,
      rows: 0,
      sizes: [3, 4],
      outputs,
      activation: 'relu' as const,
      loss: { name: 'mse' as const },
    };
    const [, ...gradients] = lossAndGradients(net, true);
    for (const { values } of gradients) expect(values.every((value) => value === 0)).toBe(true);
  }
});
