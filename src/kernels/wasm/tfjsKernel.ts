import * as tf from '@tensorflow/tfjs';
import type { WasmKernels } from './wasmKernels.js';

/** What one of tfjs's own kernels on wasm makes of tensors: a new one. */
export function tfjsKernel(
  { backend }: WasmKernels,
  name: string,
  inputs: Record<string, tf.TensorInfo>,
  attrs: Record<string, string | number> = {},
): tf.TensorInfo {
  const { kernelFunc } = tf.getKernel(name, 'wasm');
  return kernelFunc({ inputs, backend, attrs }) as tf.TensorInfo;
}
