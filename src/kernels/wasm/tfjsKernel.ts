import * as tf from '@tensorflow/tfjs';
import type { WasmKernels } from './wasmKernels.js';

/** What tfjs hands to a kernel. */
export type KernelArguments = Parameters<tf.KernelConfig['kernelFunc']>[0];

/** What one of tfjs's own kernels on wasm makes of tensors: a new one. */
export function tfjsKernel(
  { heap: { backend } }: WasmKernels,
  name: string,
  inputs: Record<string, tf.TensorInfo>,
  attrs: Record<string, string | number> = {},
): tf.TensorInfo {
  const { kernelFunc } = tf.getKernel(name, 'wasm');
  return kernelFunc({ inputs, backend, attrs }) as tf.TensorInfo;
}

/** Puts a kernel in the place of tfjs's; `ours` gives undefined for what it leaves to the one that was there. */
export function replaceKernel(
  kernelName: string,
  ours: (args: KernelArguments) => tf.TensorInfo | undefined,
): void {
  const theirs = tf.getKernel(kernelName, 'wasm');
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ ...theirs, kernelFunc: (args) => ours(args) ?? theirs.kernelFunc(args) });
}
