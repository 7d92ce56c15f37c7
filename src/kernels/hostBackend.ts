import type * as tf from '@tensorflow/tfjs';

/** What a kernel written in JavaScript needs of a tfjs backend; wasm, cpu and tensorflow all have it. */
export interface HostBackend {
  readSync(dataId: tf.DataId): Float32Array;
  write(values: Float32Array, shape: number[], dtype: 'float32'): tf.DataId;
}
