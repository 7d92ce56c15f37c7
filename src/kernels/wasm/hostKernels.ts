import * as tf from '@tensorflow/tfjs';
import { type HostStep, kernelNumbers, registerHostAdamStep } from '../adamStep.js';
import { type HostBackend, readOnce } from '../hostBackend.js';
import { registerReductions } from '../reductions.js';
import { compiled, type Exports } from './wasmKernels.js';

let made: HostKernels | undefined;

/** Gives the current backend, which is none of WebAssembly, the passes over all values that its own ops take longer for. */
export function registerHostKernels(): void {
  const backendName = tf.getBackend();
  const backend = tf.backend() as unknown as HostBackend;
  made ??= new HostKernels();
  const kernels = made;
  registerHostAdamStep(backendName, kernels.adamStep);
  registerReductions(backendName, {
    sumOfSquares: (x) => kernels.sumOfSquares(readOnce(backend, x)),
    areFinite: (x) => kernels.areFinite(readOnce(backend, x)),
  });
}

/** Values that are computed at once: what a step has of so many fits into a core's second cache. */
const BLOCK = 4096;
const BYTES = 4 * BLOCK;
/** θ, g, m, v and vMax; the step writes over what it reads. */
const PLACES = 5;
/** Of a WebAssembly memory. */
const PAGE = 65_536;

/**
 * The kernels for a backend whose values are not in WebAssembly's memory: they are copied in and out a block at a time, so that
 * a small memory, which never grows, serves tensors of any size.
 */
export class HostKernels {
  private readonly run: Exports;
  private readonly places: readonly Float32Array[];

  constructor() {
    // The first block stays free: an offset of 0 says that there is no tensor.
    const memory = new WebAssembly.Memory({ initial: Math.ceil(((1 + PLACES) * BYTES) / PAGE) });
    const module = compiled(new URL('./kernels.wasm', import.meta.url));
    this.run = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
    this.places = Array.from(
      { length: PLACES },
      (_, place) => new Float32Array(memory.buffer, (1 + place) * BYTES, BLOCK),
    );
  }

  /** Adam's step on plain values. */
  readonly adamStep: HostStep = (given, numbers) => {
    const inputs = this.places.slice(0, given.length);
    const outputs = inputs.filter((_, i) => i !== 1); // g has no next one
    const next = outputs.map(() => new Float32Array(given[0].length));
    const offsets = (places: Float32Array[], count: number) =>
      Array.from({ length: count }, (_, i) => places[i]?.byteOffset ?? 0);
    const before = offsets(inputs, PLACES);
    const after = offsets(outputs, PLACES - 1);
    const scalars = kernelNumbers(numbers);
    this.inBlocks(given as readonly Float32Array[], (start, size) => {
      this.run.adamStep(...before, ...after, size, ...scalars);
      outputs.forEach((place, i) => {
        next[i]?.set(place.subarray(0, size), start);
      });
    });
    return next;
  };

  /** Σ x², in double precision. */
  sumOfSquares(x: Float32Array): number {
    let sum = 0;
    this.inBlocks([x], (_, size) => {
      sum += this.run.sumOfSquares(BYTES, size);
    });
    return sum;
  }

  areFinite(x: Float32Array): boolean {
    let areFinite = true;
    this.inBlocks([x], (_, size) => {
      areFinite &&= this.run.areFinite(BYTES, size) === 1;
    });
    return areFinite;
  }

  /** Copies arrays of one length into the places, and has computed with what is there, block by block. */
  private inBlocks(arrays: readonly Float32Array[], compute: (start: number, size: number) => void): void {
    const length = arrays[0]?.length ?? 0;
    for (let start = 0; start < length; start += BLOCK) {
      const size = Math.min(BLOCK, length - start);
      arrays.forEach((values, i) => {
        this.places[i]?.set(values.subarray(start, start + size));
      });
      compute(start, size);
    }
  }
}
