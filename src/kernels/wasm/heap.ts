import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { OutOfMemory } from '../../errors.js';

/** tfjs's wasm backend, with what Emscripten gives its module beside what tfjs declares. */
export interface WasmBackend extends BackendWasm {
  wasm: BackendWasm['wasm'] & {
    /** The allocator, which tfjs's tensors come from too. */
    _malloc(bytes: number): number;
    _free(offset: number): void;
    /** The module's exports. */
    asm: { memory?: WebAssembly.Memory };
    /** Where the module was given its memory, as the one is that threads of a browser share. */
    wasmMemory?: WebAssembly.Memory;
  };
}

/** Pieces of the heap that kernels work in; each grows to the most that was asked for. */
type Scratch = 'threads' | 'panels' | 'partials' | 'sums' | 'table';

/** The memory of tfjs's wasm backend: its tensors, and what kernels need beside them. */
export class Heap {
  private readonly scratch = new Map<Scratch, { offset: number; bytes: number }>();

  constructor(readonly backend: WasmBackend) {
    guardAllocator(this);
  }

  get memory(): WebAssembly.Memory {
    const { asm, wasmMemory } = this.backend.wasm;
    return asm.memory ?? (wasmMemory as WebAssembly.Memory);
  }

  /** Whether other threads can compute in it. */
  get isShared(): boolean {
    // A page has the name only where it is isolated from others.
    return typeof SharedArrayBuffer !== 'undefined' && this.memory.buffer instanceof SharedArrayBuffer;
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
  changed({ dataId }: tf.TensorInfo): void {
    const { dataIdMap, wasm } = this.backend;
    const { id, memoryOffset, shape } = dataIdMap.get(dataId);
    wasm.tfjs.disposeData(id);
    wasm.tfjs.registerTensor(id, tf.util.sizeFromShape(shape), memoryOffset);
  }

  /**
   * A new tensor with whatever its memory held.
   *
   * @throws OutOfMemory if there is no memory for it
   */
  output(shape: number[]): tf.TensorInfo {
    return this.backend.makeOutput(shape, 'float32');
  }

  /** @throws OutOfMemory if there is no memory for it */
  reserve(use: Scratch, bytes: number): number {
    const before = this.scratch.get(use);
    if (before !== undefined && bytes <= before.bytes) return before.offset;
    if (before !== undefined) this.backend.wasm._free(before.offset);
    this.scratch.delete(use);
    const offset = this.allocate(bytes);
    this.scratch.set(use, { offset, bytes });
    return offset;
  }

  /** @throws OutOfMemory if there is no memory for it */
  allocate(bytes: number): number {
    return this.backend.wasm._malloc(bytes) >>> 0;
  }
}

/**
 * Has the backend's allocator refuse what is not there. It answers 0 where nothing is left, and sometimes with a place beyond the end;
 * tfjs goes on with either, and its kernels write over the engine's own data.
 */
function guardAllocator(heap: Heap): void {
  const { wasm } = heap.backend;
  wasm._free(wasm._malloc(1)); // the first call puts the allocator itself in its own place
  const { _malloc: allocate } = wasm;
  wasm._malloc = (bytes) => {
    if (bytes >= MOST_BYTES) throw outOfMemory(bytes);
    const offset = allocate(bytes);
    const place = offset >>> 0;
    if (bytes > 0 && (place === 0 || place + bytes > heap.memory.buffer.byteLength)) throw outOfMemory(bytes);
    return offset;
  };
}

/** The allocator takes sizes modulo this. */
const MOST_BYTES = 2 ** 32;

function outOfMemory(bytes: number): OutOfMemory {
  return new OutOfMemory(
    `The wasm engine must fit into 4 GB of memory, and ${bytes} bytes more do not; use smaller batches, a smaller model or another backend.`,
  );
}
