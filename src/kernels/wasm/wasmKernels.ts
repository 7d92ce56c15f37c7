import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { AdamTrainError } from '../../errors.js';
import { startHelpers } from './helpers.js';
import { compiled, type Exports } from './module.js';

/** tfjs's wasm backend, with what Emscripten gives its module beside what tfjs declares. */
export interface WasmBackend extends BackendWasm {
  wasm: BackendWasm['wasm'] & {
    /** The allocator, which tfjs's tensors come from too. */
    _malloc(bytes: number): number;
    _free(offset: number): void;
    /** The module's exports. */
    asm: { memory: WebAssembly.Memory };
  };
}

/** A matrix in the backend's memory: element (i, j) is at offset + 4·(i·row + j·column). */
export interface StridedMatrix {
  offset: number;
  row: number;
  column: number;
}

/** What follows a product, by offsets; 0 or absent for none. */
export interface AfterProduct {
  /** bias[n], added to every row. */
  bias?: number;
  relu?: boolean;
  /** An activation's outputs h[m, n], through which c goes back as a gradient. */
  outputs?: number;
  activation?: number;
  /** Where the sums of b's columns go: sums[n]. */
  sums?: number;
}

/** Pieces of the heap that the kernels work in; each grows to the most that was asked for. */
type Scratch = 'threads' | 'panels' | 'partials' | 'sums' | 'table';

/** The compiled kernels, instantiated on the wasm backend's own memory, so that they work on its tensors in place. */
export class WasmKernels {
  private readonly module: WebAssembly.Module;
  private current: { backend: WasmBackend; run: Exports };
  private scratch = new Map<Scratch, { offset: number; bytes: number }>();
  private control = 0;
  private threads = 1;

  constructor(backend: WasmBackend) {
    const { isShared } = memoryOf(backend);
    this.module = compiled(new URL(isShared ? './kernels-shared.wasm' : './kernels.wasm', import.meta.url));
    this.current = this.instantiate(backend);
  }

  /** Moves to the memory of a backend that was made anew; the old one's went with it. */
  attach(backend: WasmBackend): void {
    if (backend === this.backend) return;
    if (this.control !== 0) this.run.endHelpers(this.control);
    this.current = this.instantiate(backend);
    this.scratch.clear();
    this.control = 0;
    this.threads = 1;
  }

  get backend(): WasmBackend {
    return this.current.backend;
  }

  get run(): Exports {
    return this.current.run;
  }

  private instantiate(backend: WasmBackend) {
    const { memory } = memoryOf(backend);
    const { exports } = new WebAssembly.Instance(this.module, { env: { memory } });
    return { backend, run: exports as Exports };
  }

  /** The whole heap, for views that are used at once: it is another when it has grown. */
  get memory(): ArrayBuffer | SharedArrayBuffer {
    return memoryOf(this.backend).memory.buffer;
  }

  /** Where a tensor's values begin. An address outlives the heap's growth; a typed array over it would not. */
  offsetOf({ dataId }: tf.TensorInfo): number {
    return this.backend.getMemoryOffset(dataId);
  }

  /** Whether no other tensor shows the same memory, so that it may be written over. */
  isAlone({ dataId }: tf.TensorInfo): boolean {
    return this.backend.refCount(dataId) === 1;
  }

  /** Says that a tensor's values are others now: XNNPACK, which tfjs's convolutions use, keeps what it made of a weight. */
  changed({ dataId }: tf.Tensor): void {
    const { dataIdMap, wasm } = this.backend;
    const { id, memoryOffset, shape } = dataIdMap.get(dataId);
    wasm.tfjs.disposeData(id);
    wasm.tfjs.registerTensor(id, tf.util.sizeFromShape(shape), memoryOffset);
  }

  /**
   * A new tensor with whatever its memory held.
   *
   * @throws AdamTrainError if there is no memory for it
   */
  output(shape: number[]): tf.TensorInfo {
    const made = this.backend.makeOutput(shape, 'float32');
    const bytes = shape.reduce((product, length) => product * length, 4);
    if (bytes > 0 && this.offsetOf(made) === 0) {
      this.backend.disposeData(made.dataId);
      throw outOfMemory(bytes);
    }
    return made;
  }

  /** c[m, n] = a[m, k] · b[k, n], c row by row, and what follows */
  multiply(
    a: StridedMatrix,
    b: StridedMatrix,
    c: number,
    [m, n, k]: readonly [m: number, n: number, k: number],
    { bias = 0, relu = false, outputs = 0, activation = 0, sums = 0 }: AfterProduct = {},
  ): void {
    if (m === 0 || n === 0) return;
    const { run } = this;
    const bytes = run.scratchBytes(n);
    const scratch = this.reserve('threads', bytes * this.threads);
    const panels = this.reserve('panels', run.panelBytes(n));
    const partialBytes = this.threads === 1 ? 0 : run.partialBytes(m, n, k);
    const partials = partialBytes === 0 ? 0 : this.reserve('partials', partialBytes);
    this.inControl((control) =>
      run.gemm(
        ...[control, scratch, bytes],
        ...[a.offset, a.row, a.column],
        ...[b.offset, b.row, b.column],
        ...[c, m, n, k],
        ...[bias, relu, outputs, activation, sums],
        ...[panels, partials],
      ),
    );
  }

  /**
   * Has so many threads compute from now on, where the backend's memory can be shared; fewer than before is not possible.
   *
   * @returns how many do
   */
  useThreads(threads: number): number {
    const { memory, isShared } = memoryOf(this.backend);
    if (!isShared || threads <= this.threads) return this.threads;
    if (this.threads > 1) throw new Error('The helpers are started once.');
    this.control = this.newControl(threads - 1);
    this.threads = threads;
    const { control, module } = this;
    startHelpers(threads - 1, { module, memory, control }, () => this.run.failHelper(control));
    return threads;
  }

  /**
   * Makes a pass through the control block.
   *
   * @throws AdamTrainError if a helper is lost
   */
  inControl(pass: (control: number) => void): void {
    this.control ||= this.newControl(0);
    const { control } = this;
    try {
      pass(control);
    } catch (error) {
      if (this.run.hasFailed(control) === 0) throw error;
      const sentence = 'A thread of the wasm engine ended before its work; try --threads 1.';
      throw new AdamTrainError(sentence, undefined, { cause: error });
    }
  }

  /** The block through which passes are shared; zero at first. */
  private newControl(helpers: number): number {
    const bytes = this.run.controlBytes(helpers);
    const allocated = this.allocate(bytes + CACHE_LINE);
    const control = allocated + CACHE_LINE - (allocated % CACHE_LINE);
    new Uint8Array(this.memory, control, bytes).fill(0);
    return control;
  }

  /** @throws AdamTrainError if there is no memory for it */
  reserve(use: Scratch, bytes: number): number {
    const before = this.scratch.get(use);
    if (before !== undefined && bytes <= before.bytes) return before.offset;
    if (before !== undefined) this.backend.wasm._free(before.offset);
    this.scratch.delete(use);
    const offset = this.allocate(bytes);
    this.scratch.set(use, { offset, bytes });
    return offset;
  }

  private allocate(bytes: number): number {
    const offset = this.backend.wasm._malloc(bytes) >>> 0;
    if (offset === 0) throw outOfMemory(bytes);
    return offset;
  }
}

const CACHE_LINE = 128;

function memoryOf({ wasm }: WasmBackend): { memory: WebAssembly.Memory; isShared: boolean } {
  const { memory } = wasm.asm;
  return { memory, isShared: memory.buffer instanceof SharedArrayBuffer };
}

/** The allocator answers 0 where nothing is left; a kernel would write over the engine's own data there. */
function outOfMemory(bytes: number): AdamTrainError {
  return new AdamTrainError(
    `The wasm engine must fit into 4 GB of memory, and ${bytes} bytes more do not; use smaller batches, a smaller model or another backend.`,
  );
}
