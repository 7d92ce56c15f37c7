import * as tf from '@tensorflow/tfjs';
import { fusedMatMul } from './fusedMatMul.js';
import { matMul } from './matMul.js';
import { type KernelArguments, replaceKernel } from './tfjsKernel.js';
import type { WasmKernels } from './wasmKernels.js';

/**
 * Puts kernels of ours under tfjs's own names, so that any model on the wasm backend gains: matMul with any transposes,
 * matMul fused with a bias and an activation, and sums over the first axes. What they do not cover goes to tfjs's kernels as before.
 */
export function registerStandardKernels(kernels: WasmKernels): void {
  replaceKernel('BatchMatMul', (args) => matMul(kernels, args));
  replaceKernel('_FusedMatMul', (args) => fusedMatMul(kernels, args));
  replaceKernel('Sum', (args) => leadingSum(kernels, args));
}

/** Sums over the axes 0 … k: the rest of the axes are columns. */
function leadingSum(kernels: WasmKernels, { inputs, attrs }: KernelArguments): tf.TensorInfo | undefined {
  const { x } = inputs as { x: tf.TensorInfo };
  const { axis, keepDims } = attrs as { axis: number | number[]; keepDims?: boolean };
  const axes = tf.util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
  const isLeading = axes.length < x.shape.length && axes.every((value, i) => value === i);
  if (x.dtype !== 'float32' || axes.length === 0 || !isLeading) return undefined;
  const kept = x.shape.slice(axes.length);
  const columns = tf.util.sizeFromShape(kept);
  const sums = kernels.heap.output(keepDims === true ? [...axes.map(() => 1), ...kept] : kept);
  const rows = tf.util.sizeFromShape(x.shape.slice(0, axes.length));
  kernels.run.columnSums(kernels.heap.offsetOf(x), rows, columns, kernels.heap.offsetOf(sums));
  return sums;
}
