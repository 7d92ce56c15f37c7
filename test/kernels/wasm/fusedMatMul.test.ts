import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectSame, inner, loadBoth, on, size, someValues, type Values } from '../engines.js';

beforeAll(loadBoth);

/** tfjs's tensors, and what the backend holds for them and for the kernels' own use. */
const held = () => [tf.memory().numTensors, tf.backend().numDataIds()];
let before: number[];
beforeEach(() => {
  before = held();
});
afterEach(() => expect(held()).toEqual(before));

type Activation = NonNullable<Parameters<typeof tf.fused.matMul>[0]['activation']>;
const activations: Activation[] = ['linear', 'relu', 'relu6', 'elu', 'prelu', 'leakyrelu', 'sigmoid'];

/** Below this, so that relu6 has something to cut. */
const LARGEST = 3;

function largerValues(shape: number[], seed: number): Values {
  const { values } = someValues(shape, seed);
  return { shape, values: values.map((value) => LARGEST * value) };
}

interface Product {
  /** The stacks of the factors: none for plain matrices. */
  stacks: { a: number[]; b: number[] };
  sizes: [m: number, k: number, n: number];
  transposeA: boolean;
  transposeB: boolean;
  /** The bias's shape from the product's; none without one. */
  bias: ((shape: number[]) => number[]) | undefined;
  /** Likewise for prelu's slopes. */
  alpha: (shape: number[]) => number[];
  /** Values that are put into both factors. */
  special?: number[];
}

/** Computes a fused product on both backends. */
function compare(activation: Activation, product: Product): void {
  const { stacks, sizes, transposeA, transposeB, bias, alpha, special = [] } = product;
  const [m, k, n] = sizes;
  const a = largerValues([...stacks.a, ...(transposeA ? [k, m] : [m, k])], 3);
  const b = largerValues([...stacks.b, ...(transposeB ? [n, k] : [k, n])], 4);
  for (const { values } of [a, b]) {
    special.forEach((value, i) => {
      values.fill(value, 7 * i + 2, 7 * i + 3);
    });
  }
  const stack = stacks.a.length >= stacks.b.length && stacks.a[0] !== 1 ? stacks.a : stacks.b;
  const shape = [...stack, m, n];
  const slopes = someValues(alpha(shape), 6);
  const inputs = [a, b, slopes, ...(bias ? [someValues(bias(shape), 5)] : [])];
  const layer = (...[x, y, slope, z]: tf.Tensor[]) =>
    tf.fused.matMul({
      a: x as tf.Tensor,
      b: y as tf.Tensor,
      ...(z && { bias: z }),
      ...(activation === 'prelu' && { preluActivationWeights: slope as tf.Tensor }),
      transposeA,
      transposeB,
      activation,
      leakyreluAlpha: 0.3,
    });
  expectSame(on('wasm', inputs, layer), on('cpu', inputs, layer), k, LARGEST);
}

/** Shapes that broadcast to a product's: rows, columns, single numbers, and all of it. */
const broadcasts: ((shape: number[]) => number[])[] = [
  (shape) => shape.slice(-1),
  (shape) => [1, ...shape.slice(-1)],
  (shape) => shape.slice(-2),
  (shape) => shape,
  (shape) => [...shape.slice(0, -1), 1],
  (shape) => shape.map((length, axis) => (axis === 0 ? length : 1)),
  (shape) => [...shape.slice(-2, -1), 1],
  () => [1],
  () => [],
];

const stacks = fc.constantFrom<Product['stacks']>(
  { a: [], b: [] },
  { a: [1], b: [1] },
  { a: [3], b: [3] },
  { a: [3], b: [1] },
  { a: [1], b: [3] },
  { a: [2], b: [] },
  { a: [], b: [2] },
  { a: [0], b: [0] },
);

const product = fc.record({
  stacks,
  sizes: fc.tuple(size, inner, size),
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  bias: fc.option(fc.constantFrom(...broadcasts), { nil: undefined }),
  alpha: fc.constantFrom(...broadcasts),
});

/** The cpu backend adds a bias of one row to nothing by giving one row, and so for the other empty products. */
const isOrdinary = ({ stacks: { a }, sizes: [m, , n], bias }: Product) =>
  bias === undefined || (m > 0 && n > 0 && a[0] !== 0);

describe.each(activations)('a product fused with %s', (activation) => {
  it('is what the cpu backend gives: any shapes, transposes, stacks, biases and slopes', () => {
    fc.assert(
      fc.property(product.filter(isOrdinary), (given) => compare(activation, given)),
      { seed: 2, numRuns: 40 },
    );
  });

  it('passes on what is not a finite number', () => {
    fc.assert(
      fc.property(
        product.filter(isOrdinary),
        fc.array(fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY), {
          minLength: 1,
          maxLength: 3,
        }),
        (given, special) => compare(activation, { ...given, special }),
      ),
      { seed: 3, numRuns: 15 },
    );
  });
});

describe('a stack of stacks', () => {
  it('is one stack', () => {
    for (const activation of activations) {
      compare(activation, {
        stacks: { a: [2, 2], b: [2, 2] },
        sizes: [3, 4, 5],
        transposeA: true,
        transposeB: true,
        bias: () => [5],
        alpha: () => [5],
      });
    }
  });
});

describe('a product fused with what tfjs cannot fuse', () => {
  it('is an error, and not the product alone', () => {
    const [a, b] = [someValues([2, 3], 1), someValues([3, 2], 2)];
    const layer = (x?: tf.Tensor, y?: tf.Tensor) =>
      tf.fused.matMul({ a: x as tf.Tensor, b: y as tf.Tensor, activation: 'tanh' as Activation });
    expect(() => on('wasm', [a, b], layer)).toThrow(/tanh activation not yet supported/);
  });
});

describe('slopes of whole numbers', () => {
  it('are taken as the numbers that they are', () => {
    const [a, b] = [someValues([4, 3], 1), someValues([3, 5], 2)];
    const layer = (x?: tf.Tensor, y?: tf.Tensor) =>
      tf.fused.matMul({
        a: x as tf.Tensor,
        b: y as tf.Tensor,
        activation: 'prelu',
        preluActivationWeights: tf.tensor1d([1, 2, 3, 4, 5], 'int32'),
      });
    expectSame(on('wasm', [a, b], layer), on('cpu', [a, b], layer), 3);
  });
});

describe('layers without bias', () => {
  it.each(['relu', 'elu', 'linear', 'sigmoid', 'tanh'] as const)(
    'of a model predict with %s what they predict on cpu, and evaluate so',
    async (activation) => {
      const results: number[][] = [];
      const backend = tf.getBackend();
      for (const name of ['cpu', 'wasm']) {
        await tf.setBackend(name);
        const dense = (units: number, seed: number, inputShape?: number[]) =>
          tf.layers.dense({
            units,
            activation,
            useBias: false,
            kernelInitializer: tf.initializers.randomNormal({ seed }),
            ...(inputShape && { inputShape }),
          });
        const model = tf.sequential({ layers: [dense(9, 1, [3]), dense(1, 2)] });
        model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
        const results2d = tf.tidy(() => {
          const x = tf.tensor2d(someValues([20, 3], 4).values, [20, 3]);
          const y = tf.zeros([20, 1]);
          const predicted = model.predict(x) as tf.Tensor;
          const loss = model.evaluate(x, y) as tf.Scalar;
          return [...predicted.dataSync(), ...loss.dataSync()];
        });
        results.push(results2d);
        model.dispose();
      }
      await tf.setBackend(backend);
      const [cpu, wasm] = results as [number[], number[]];
      for (const [i, value] of wasm.entries()) expect(value).toBeCloseTo(cpu[i] as number, 5);
    },
  );
});
