import type * as tf from '@tensorflow/tfjs';

/** What a kernel written in JavaScript needs of a tfjs backend; wasm, cpu and tensorflow all have it. */
export interface HostBackend {
  readSync(dataId: tf.DataId): Float32Array;
  write(values: Float32Array, shape: number[], dtype: 'float32'): tf.DataId;
}

/** Values that were read or written before; a tensor's never change on the backends that this is for, which wasm is none of. */
const known = new WeakMap<tf.DataId, Float32Array>();

/**
 * A tensor's values, to be read only. Each time that tfjs-node reads a tensor it copies it, and a step asks for a gradient's values
 * twice and for a weight's at every step.
 */
export function readOnce(backend: HostBackend, { dataId }: tf.TensorInfo): Float32Array {
  const values = known.get(dataId) ?? backend.readSync(dataId);
  known.set(dataId, values);
  return values;
}

/** A new tensor of values, which are not changed from now on. */
export function written(backend: HostBackend, values: Float32Array, shape: number[]): tf.TensorInfo {
  const dtype = 'float32';
  const dataId = backend.write(values, shape, dtype);
  known.set(dataId, values);
  return { dataId, shape, dtype };
}
