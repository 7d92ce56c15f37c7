import { readFileSync } from 'node:fs';
import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { AdamTrainError } from '../../errors.js';

/** What src/kernels/assembly exports. Offsets are bytes in the backend's memory, sizes are elements. */
interface Exports {
  scratchBytes(n: number): number;
  gemm(
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    c: number,
    m: number,
    n: number,
    k: number,
    bias: number,
    relu: boolean,
    scratch: number,
  ): void;
  relu(x: number, size: number): void;
  relu6(x: number, size: number): void;
  reluGradient(dy: number, y: number, dz: number, size: number): void;
  columnSums(x: number, rows: number, columns: number, sums: number): void;
  adamStep(...args: number[]): void;
}

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

/** The compiled kernels, instantiated on the wasm backend's own memory, so that they work on its tensors in place. */
export class WasmKernels {
  private readonly module: WebAssembly.Module;
  private current: { backend: WasmBackend; run: Exports };
  private scratch = { offset: 0, bytes: 0 };

  constructor(backend: WasmBackend) {
    this.module = new WebAssembly.Module(readFileSync(new URL('./kernels.wasm', import.meta.url)));
    this.current = this.instantiate(backend);
  }

  /** Moves to the memory of a backend that was made anew; the old one's went with it. */
  attach(backend: WasmBackend): void {
    if (backend === this.backend) return;
    this.current = this.instantiate(backend);
    this.scratch = { offset: 0, bytes: 0 };
  }

  get backend(): WasmBackend {
    return this.current.backend;
  }

  get run(): Exports {
    return this.current.run;
  }

  private instantiate(backend: WasmBackend) {
    const { exports } = new WebAssembly.Instance(this.module, { env: { memory: backend.wasm.asm.memory } });
    return { backend, run: exports as Exports };
  }

  /** Where a tensor's values begin. An address outlives the heap's growth; a typed array over it would not. */
  offsetOf({ dataId }: tf.TensorInfo): number {
    return this.backend.getMemoryOffset(dataId);
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

  /** c[m, n] = a[m, k] · b[k, n] + bias[n], c row by row; bias is an offset, or 0 for none */
  multiply(
    a: StridedMatrix,
    b: StridedMatrix,
    c: number,
    [m, n, k]: readonly [m: number, n: number, k: number],
    bias = 0,
    relu = false,
  ): void {
    if (m === 0 || n === 0) return;
    const scratch = this.reserve(this.run.scratchBytes(n));
    this.run.gemm(a.offset, a.row, a.column, b.offset, b.row, b.column, c, m, n, k, bias, relu, scratch);
  }

  /** One piece of the heap serves all products; it grows to the widest. */
  private reserve(bytes: number): number {
    if (bytes > this.scratch.bytes) {
      if (this.scratch.bytes > 0) this.backend.wasm._free(this.scratch.offset);
      this.scratch = { offset: 0, bytes: 0 };
      const offset = this.backend.wasm._malloc(bytes) >>> 0;
      if (offset === 0) throw outOfMemory(bytes);
      this.scratch = { offset, bytes };
    }
    return this.scratch.offset;
  }
}

/** The allocator answers 0 where nothing is left; a kernel would write over the engine's own data there. */
function outOfMemory(bytes: number): AdamTrainError {
  return new AdamTrainError(
    `The wasm engine must fit into 4 GB of memory, and ${bytes} bytes more do not; use smaller batches, a smaller model or another backend.`,
  );
}
