import * as tf from '@tensorflow/tfjs';
import { type HostBackend, readOnce, written } from '../hostBackend.js';
import { registerReductions } from '../reductions.js';
import { assign, NUMBERS, registerSteps, rules, type StepNumbers, type SteppedRule } from '../steps.js';
import { compiled, type Exports } from './module.js';

let made: HostKernels | undefined;

/** Gives the current backend, which is none of WebAssembly, the passes over all values that its own ops take longer for. */
export function registerHostKernels(): void {
  const backendName = tf.getBackend();
  const backend = tf.backend() as unknown as HostBackend;
  made ??= new HostKernels();
  const kernels = made;
  registerSteps(backendName, (rule, stepped, numbers) => {
    for (const { variable, gradient, slots } of stepped) {
      const given = [variable, gradient, ...slots].map((tensor) => tensor && readOnce(backend, tensor));
      const next = kernels.step(rule, given, numbers);
      for (const [i, kept] of [variable, undefined, ...slots].entries()) {
        if (kept !== undefined) assign(kept, written(backend, next[i] as Float32Array, kept.shape));
      }
    }
  });
  registerReductions(backendName, {
    sumOfSquares: (x) => kernels.sumOfSquares(readOnce(backend, x)),
    areFinite: (x) => kernels.areFinite(readOnce(backend, x)),
  });
}

/** Values that are computed at once: what a step has of so many fits into a core's second cache. */
const BLOCK = 4096;
const BYTES = 4 * BLOCK;
/** θ, g and three slots; a step writes over what it reads. */
const PLACES = 5;
const GRADIENT = 1;
/** Where the step's table and numbers are; an offset of 0 would say that there is no tensor. */
const TABLE = 16;
/** Of a WebAssembly memory. */
const PAGE = 65_536;

/**
 * The kernels for a backend whose values are not in WebAssembly's memory: they are copied in and out a block at a time, so that
 * a small memory, which never grows, serves tensors of any size.
 */
export class HostKernels {
  private readonly buffer: ArrayBuffer | SharedArrayBuffer;
  private readonly run: Exports;
  private readonly places: readonly Float32Array[];

  constructor() {
    // The first block has the table.
    const memory = new WebAssembly.Memory({ initial: Math.ceil(((1 + PLACES) * BYTES) / PAGE) });
    const module = compiled('kernels.wasm');
    this.buffer = memory.buffer;
    this.run = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
    this.places = Array.from(
      { length: PLACES },
      (_, place) => new Float32Array(memory.buffer, (1 + place) * BYTES, BLOCK),
    );
  }

  /**
   * A rule's step on one variable's values.
   *
   * @param given θ, g and the rule's slots; undefined where it keeps no such state
   * @returns new arrays in the same order; undefined for g and where there is no such state
   */
  step(
    rule: SteppedRule,
    given: readonly (Float32Array | undefined)[],
    { sign, shrink, l2, others }: StepNumbers,
  ): (Float32Array | undefined)[] {
    const { buffer } = this;
    const scalars = TABLE + this.run.tableBytes(1);
    new Float32Array(buffer, scalars, NUMBERS).set([sign, shrink, l2, ...others]);
    const offsets = this.places.map(({ byteOffset }, i) => (given[i] === undefined ? 0 : byteOffset));
    // The next θ is written where the present one is read.
    const row = new Int32Array(buffer, TABLE, PLACES + 2);
    row.set([...offsets, offsets[0] as number]);
    const next = given.map((values, i) =>
      values === undefined || i === GRADIENT ? undefined : new Float32Array(values.length),
    );
    this.inBlocks(given, (start, size) => {
      row[PLACES + 1] = size;
      this.run.step(rules[rule], TABLE, 1, scalars);
      for (const [i, values] of next.entries()) values?.set(this.block(i, size), start);
    });
    return next;
  }

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
  private inBlocks(
    arrays: readonly (Float32Array | undefined)[],
    compute: (start: number, size: number) => void,
  ): void {
    const length = arrays[0]?.length ?? 0;
    for (let start = 0; start < length; start += BLOCK) {
      const size = Math.min(BLOCK, length - start);
      for (const [i, values] of arrays.entries()) {
        if (values !== undefined) this.block(i, size).set(values.subarray(start, start + size));
      }
      compute(start, size);
    }
  }

  private block(place: number, size: number): Float32Array {
    return (this.places[place] as Float32Array).subarray(0, size);
  }
}
