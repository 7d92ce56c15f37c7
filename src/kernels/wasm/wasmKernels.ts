import { AdamTrainError } from '../../errors.js';
import { Heap, type WasmBackend } from './heap.js';
import { startHelpers } from './helpers.js';
import { compiled, type Exports } from './module.js';
import { compiledWide } from './wide.js';

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

/** The compiled kernels, instantiated on the wasm backend's own memory, so that they work on its tensors in place. */
export class WasmKernels {
  private module: WebAssembly.Module;
  private current: { heap: Heap; run: Exports };
  private control = 0;
  private count = 1;
  private isWide = false;

  constructor(backend: WasmBackend) {
    const heap = new Heap(backend);
    this.module = compiled(heap.isShared ? 'kernels-shared.wasm' : 'kernels.wasm');
    this.current = this.instantiateOn(heap);
  }

  /** Moves to the memory of a backend that was made anew; the old one's went with it. */
  attach(backend: WasmBackend): void {
    if (backend === this.heap.backend) return;
    if (this.control !== 0) this.run.endHelpers(this.control);
    this.current = this.instantiateOn(new Heap(backend));
    this.control = 0;
    this.count = 1;
  }

  get heap(): Heap {
    return this.current.heap;
  }

  get run(): Exports {
    return this.current.run;
  }

  /** How many compute. */
  get threads(): number {
    return this.count;
  }

  private instantiateOn(heap: Heap) {
    const { memory } = heap;
    return { heap, run: new WebAssembly.Instance(this.module, { env: { memory } }).exports as Exports };
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
    const { run, heap } = this;
    const bytes = run.scratchBytes(n);
    const scratch = heap.reserve('threads', bytes * this.count);
    const panels = heap.reserve('panels', run.panelBytes(n));
    const partialBytes = this.count === 1 ? 0 : run.partialBytes(m, n, k);
    const partials = partialBytes === 0 ? 0 : heap.reserve('partials', partialBytes);
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
    const { heap, module } = this;
    if (!heap.isShared || threads <= this.count) return this.count;
    // A control block has room for so many helpers alone. It stays where it is: they may still look at it.
    if (this.count > 1) this.run.endHelpers(this.control);
    this.control = this.newControl(threads - 1);
    this.count = threads;
    // Those of this memory: the kernels may have moved to another when a helper ends.
    const { control, run } = this;
    startHelpers(threads - 1, { module, memory: heap.memory, control }, () => run.failHelper(control));
    return threads;
  }

  /**
   * Has registers of 256 bits compute from now on, where that is possible; before there are helpers.
   *
   * @returns whether they do
   */
  useWideRegisters(): boolean {
    if (this.isWide || !this.heap.isShared || this.count > 1) return this.isWide;
    const module = compiledWide(this.module);
    if (module === undefined) return false;
    this.module = module;
    this.current = this.instantiateOn(this.heap);
    this.isWide = true;
    return true;
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
    const allocated = this.heap.allocate(bytes + CACHE_LINE);
    const control = allocated + CACHE_LINE - (allocated % CACHE_LINE);
    new Uint8Array(this.heap.memory.buffer, control, bytes).fill(0);
    return control;
  }
}

const CACHE_LINE = 128;
