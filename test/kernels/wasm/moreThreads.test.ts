import { setTimeout as milliseconds } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { WasmBackend } from '../../../src/kernels/wasm/heap.js';
import { WasmKernels } from '../../../src/kernels/wasm/wasmKernels.js';
import { TorchGenerator } from '../../../src/random/torchGenerator.js';

/** A backend whose memory is shared, as the built program's is and that of tfjs's package is not. */
function sharedBackend() {
  const memory = new WebAssembly.Memory({ initial: 256, maximum: 65536, shared: true });
  let free = 1024;
  const allocate = (bytes: number) => {
    const offset = free;
    free += Math.ceil(bytes / 128) * 128;
    return offset;
  };
  const wasm = { _malloc: allocate, _free: () => {}, asm: { memory } };
  return { backend: { wasm } as unknown as WasmBackend, memory, allocate };
}

const size = 300;

/** Multiplies two matrices, again and again. */
function multiplier(made: ReturnType<typeof sharedBackend>) {
  const places = [0, 1, 2].map(() => made.allocate(4 * size * size)) as [number, number, number];
  const generator = new TorchGenerator(1);
  const values = (place: number) => new Float32Array(made.memory.buffer, place, size * size);
  for (const place of places.slice(0, 2)) values(place).set(generator.uniform(size * size, -1, 1));
  const [a, b, c] = places;
  return (kernels: WasmKernels) => {
    const strides = { row: size, column: 1 };
    values(c).fill(0);
    kernels.multiply({ offset: a, ...strides }, { offset: b, ...strides }, c, [size, size, size]);
    return Buffer.from(values(c).slice().buffer);
  };
}

it('takes more threads in one process from job to job, with the same bits, also when the backend is made anew', async () => {
  const first = sharedBackend();
  const kernels = new WasmKernels(first.backend);
  const multiply = multiplier(first);
  const expected = multiply(kernels);
  const used: number[] = [];
  for (const threads of [2, 3, 2, 4, 1]) {
    used.push(kernels.useThreads(threads));
    // Helpers take part some 100 ms after they are started, and those of before end meanwhile.
    for (let i = 0; i < 20; i++) {
      await milliseconds(10);
      expect(multiply(kernels).equals(expected)).toBe(true);
    }
  }
  expect(used).toEqual([2, 3, 3, 4, 4]);

  const second = sharedBackend();
  kernels.attach(second.backend);
  expect(kernels.useThreads(2)).toBe(2);
  await milliseconds(200);
  expect(multiplier(second)(kernels).equals(expected)).toBe(true);
  kernels.attach(sharedBackend().backend); // ends the helpers
});
