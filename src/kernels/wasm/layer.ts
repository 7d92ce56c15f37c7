import type * as tf from '@tensorflow/tfjs';
import type { WasmKernels } from './wasmKernels.js';

/** x·w + b, and relu of it if asked for: a new tensor. */
export function layer(
  kernels: WasmKernels,
  x: tf.TensorInfo,
  w: tf.TensorInfo,
  b: tf.TensorInfo,
  relu: boolean,
): tf.TensorInfo {
  const [rows, units] = x.shape as [number, number];
  const outputs = w.shape[1] as number;
  const y = kernels.heap.output([rows, outputs]);
  kernels.multiply(
    { offset: kernels.heap.offsetOf(x), row: units, column: 1 },
    { offset: kernels.heap.offsetOf(w), row: outputs, column: 1 },
    kernels.heap.offsetOf(y),
    [rows, outputs, units],
    { bias: kernels.heap.offsetOf(b), relu },
  );
  return y;
}
