import { setTimeout as milliseconds } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startHelpers } from '../../../src/kernels/wasm/helpers.js';
import { compiled, type Exports } from '../../../src/kernels/wasm/module.js';
import { TorchGenerator } from '../../../src/random/torchGenerator.js';

/** The kernels on a memory of their own, without tfjs: what they are given stands in it from `FREE` on. */
const FREE = 65536;

function instance(
  helpers: number,
  build: 'kernels-shared.wasm' | 'kernels-wide.wasm' = 'kernels-shared.wasm',
) {
  const module = compiled(build);
  const memory = new WebAssembly.Memory({ initial: 1024, maximum: 65536, shared: true });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const control = 1024;
  startHelpers(helpers, { module, memory, control }, () => {});
  return { run: exports as Exports, memory, control, threads: helpers + 1 };
}

type Made = ReturnType<typeof instance>;

interface Product {
  m: number;
  n: number;
  k: number;
  seed: number;
  isTransposed: boolean;
  /** The same of b. */
  isRightTransposed: boolean;
  after: 'sums' | 'bias' | 'relu' | 'back';
  /** The activation through which the product goes back. */
  activation: number;
}

/** Room for arrays of so many floats, one behind the other. */
function places(sizes: readonly number[]): number[] {
  let at = FREE;
  return sizes.map((size) => {
    const place = at;
    at += Math.ceil((4 * size) / 128) * 128;
    return place;
  });
}

/** c = op(a)·op(b), and what follows it in a layer, or in its gradient. */
function product({ run, memory, control, threads }: Made, sizes: Product): Buffer {
  const { m, n, k, seed, after } = sizes;
  const generator = new TorchGenerator(seed);
  const [scratchBytes, partialBytes] = [run.scratchBytes(n), run.partialBytes(m, n, k)];
  const lengths = [
    m * k,
    k * n,
    m * n,
    n,
    n,
    m * n,
    (scratchBytes * threads) / 4,
    run.panelBytes(n) / 4,
    partialBytes / 4,
  ];
  const [a = 0, b = 0, c = 0, sums = 0, bias = 0, outputs = 0, scratch = 0, panels = 0, partials = 0] =
    places(lengths);
  const heap = new Float32Array(memory.buffer);
  heap.set(generator.uniform(m * k, -1, 1), a / 4);
  heap.set(generator.uniform(k * n, -1, 1), b / 4);
  heap.set(generator.uniform(n, -1, 1), bias / 4);
  heap.set(generator.uniform(m * n, -1, 1), outputs / 4);
  heap.fill(0, sums / 4, sums / 4 + n);
  run.gemm(
    ...[control, scratch, scratchBytes],
    ...[a, ...(sizes.isTransposed ? [1, m] : [k, 1])],
    ...[b, ...(sizes.isRightTransposed ? [1, k] : [n, 1])],
    ...[c, m, n, k],
    ...[after === 'bias' || after === 'relu' ? bias : 0, after === 'relu'],
    ...[after === 'back' ? outputs : 0, sizes.activation, after === 'sums' ? sums : 0],
    ...[panels, partialBytes === 0 ? 0 : partials],
  );
  return Buffer.concat([heap.slice(c / 4, c / 4 + m * n), heap.slice(sums / 4, sums / 4 + n)].map(bytesOf));
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

const products = fc.record({
  m: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 400 })),
  n: fc.oneof(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 30, max: 300 })),
  k: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1000, max: 2000 })),
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  isTransposed: fc.boolean(),
  isRightTransposed: fc.boolean(),
  after: fc.constantFrom('sums', 'bias', 'relu', 'back'),
  activation: fc.integer({ min: 1, max: 4 }),
});

it('gives the same bits with one thread, two and three, and with wider tiles, whenever a helper joins', async () => {
  const alone = instance(0);
  const helped = [
    instance(1),
    instance(2),
    instance(0, 'kernels-wide.wasm'),
    instance(1, 'kernels-wide.wasm'),
  ];
  await fc.assert(
    fc.asyncProperty(products, fc.integer({ min: 0, max: 3 }), async (sizes, pause) => {
      const expected = product(alone, sizes);
      // A pause lets helpers fall asleep, or come up, in the middle.
      if (pause > 0) await milliseconds(pause);
      for (const made of helped) expect(product(made, sizes).equals(expected)).toBe(true);
    }),
    { numRuns: 150 },
  );
  for (const { run, control } of helped) run.endHelpers(control);
});

it('gives the same gradients of a last layer with any number of threads', () => {
  const [rows, units] = [1000, 37];
  const results = [0, 1, 2].map((helpers) => {
    const { run, memory, control } = instance(helpers);
    const generator = new TorchGenerator(5);
    const parts = run.lastLayerBytes(rows, units) / 4;
    const [h = 0, w = 0, d = 0, dz = 0, dw = 0, db = 0, sums = 0] = places([
      ...[rows * units, units, rows, rows * units, units, 1, parts],
    ]);
    const heap = new Float32Array(memory.buffer);
    for (const [at, size] of [
      [h, rows * units],
      [w, units],
      [d, rows],
    ] as const) {
      heap.set(generator.uniform(size, -1, 1), at / 4);
    }
    for (let i = 0; i < 50; i++) run.lastLayerGradients(control, h, w, d, dz, dw, db, sums, rows, units, 1);
    run.endHelpers(control);
    return [dz, dw, db].map((at, i) => heap.slice(at / 4, at / 4 + ([rows * units, units, 1][i] ?? 0)));
  });
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

it('takes a perceptron forward and back with the same bits', async () => {
  const [rows, sizes] = [700, [10, 64, 33, 1, 5, 3]];
  const results: Float32Array[] = [];
  for (const [helpers, build] of [
    [0],
    [1],
    [2],
    [0, 'kernels-wide.wasm'],
    [1, 'kernels-wide.wasm'],
  ] as const) {
    const { run, memory, control, threads } = instance(helpers, build);
    const layers = sizes.slice(1).map((outputs, i) => ({ inputs: sizes[i] as number, outputs }));
    const [x = 0, d = 0, table = 0, ...own] = places([
      ...[rows * 10, rows * 3, 7 * layers.length],
      ...layers.flatMap(({ inputs, outputs }) => [
        ...[inputs * outputs, outputs, rows * outputs],
        ...[inputs * outputs, outputs],
      ]),
      // Beyond the last there is room for what the passes need.
      0,
    ]);
    const words = layers.flatMap(({ inputs, outputs }, i) => [
      ...own.slice(5 * i, 5 * i + 5),
      inputs,
      outputs,
    ]);
    new Int32Array(memory.buffer).set(words, table / 4);
    const generator = new TorchGenerator(9);
    const heap = new Float32Array(memory.buffer);
    heap.set(generator.uniform(rows * 10, -1, 1), x / 4);
    heap.set(generator.uniform(rows * 3, -1, 1), d / 4);
    for (const [i, { inputs, outputs }] of layers.entries()) {
      heap.set(generator.uniform(inputs * outputs, -0.5, 0.5), (own[5 * i] as number) / 4);
      heap.set(generator.uniform(outputs, -0.5, 0.5), (own[5 * i + 1] as number) / 4);
    }
    const count = layers.length;
    const packed = own.at(-1) as number;
    const parts = packed + run.packedBytes(table, count);
    const scratch = parts + run.partsBytes(table, count, rows);
    const made = () => heap.slice((own[0] as number) / 4, packed / 4);
    for (let i = 0; i < 50; i++) {
      run.forward(control, scratch, table, count, x, rows, packed);
      run.backward(control, scratch, table, count, x, rows, packed, d, 1, parts);
      if (i % 10 === 9) results.push(made());
      if (i % 10 === 5) await milliseconds(2);
    }
    expect(scratch + threads * run.passBytes(table, count)).toBeLessThan(memory.buffer.byteLength);
    run.endHelpers(control);
  }
  expect(results.length).toBe(25);
  for (const result of results)
    expect(Buffer.compare(bytesOf(result), bytesOf(results[0] as Float32Array))).toBe(0);
});

it('traps, and does not wait for ever, where a helper failed', () => {
  const made = instance(1);
  made.run.failHelper(made.control);
  const sizes = {
    ...{ m: 64, n: 64, k: 64, seed: 1, isTransposed: false, isRightTransposed: false },
    ...{ after: 'sums' as const, activation: 0 },
  };
  expect(() => product(made, sizes)).toThrow('unreachable');
  made.run.endHelpers(made.control);
});
