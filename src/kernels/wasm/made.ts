import type * as tf from '@tensorflow/tfjs';
import type { Heap } from './heap.js';

/** The tensors that a kernel makes: freed where it fails on the way. */
export class Made {
  private readonly living = new Set<tf.TensorInfo>();

  constructor(private readonly heap: Heap) {}

  output(shape: number[]): tf.TensorInfo {
    return this.keep(this.heap.output(shape));
  }

  keep(info: tf.TensorInfo): tf.TensorInfo {
    this.living.add(info);
    return info;
  }

  free(info: tf.TensorInfo): void {
    this.living.delete(info);
    this.heap.backend.disposeData(info.dataId);
  }

  orFreed<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      for (const info of this.living) this.heap.backend.disposeData(info.dataId);
      throw error;
    }
  }
}
