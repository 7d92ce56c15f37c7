import * as tf from '@tensorflow/tfjs';
import type { KernelArguments } from './tfjsKernel.js';
import type { StridedMatrix, WasmKernels } from './wasmKernels.js';

/**
 * tfjs's BatchMatMul, and what is fused with it: bias[columns] is added to every row of the products, and relu taken of that.
 *
 * @returns undefined for what is left to tfjs's kernel: other types than float32, and broadcasts of two stacks
 */
export function matMul(
  kernels: WasmKernels,
  { inputs, attrs }: KernelArguments,
  bias?: tf.TensorInfo,
  relu = false,
): tf.TensorInfo | undefined {
  const { a, b } = inputs as Record<'a' | 'b', tf.TensorInfo>;
  const { transposeA, transposeB } = attrs as Record<'transposeA' | 'transposeB', boolean>;
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const left = matrixOf(kernels, a, transposeA);
  const right = matrixOf(kernels, b, transposeB);
  // One matrix of a stack with itself, or with one that serves the whole stack; other broadcasts are rare.
  const sameStack = left.stack.join() === right.stack.join();
  if (!sameStack && left.count !== 1 && right.count !== 1) return undefined;
  // What does not fit together is left to tfjs's kernel, which says so.
  if (left.columns !== right.rows || (bias && bias.shape[0] !== right.columns)) return undefined;
  const stack = tf.broadcast_util.assertAndGetBroadcastShape(left.stack, right.stack);
  const c = kernels.heap.output([...stack, left.rows, right.columns]);
  const count = Math.max(left.count, right.count) * Math.min(1, left.count, right.count);
  for (let i = 0; i < count; i++) {
    const offset = kernels.heap.offsetOf(c) + 4 * i * left.rows * right.columns;
    const sizes = [left.rows, right.columns, left.columns] as const;
    kernels.multiply(left.at(i), right.at(i), offset, sizes, {
      bias: bias ? kernels.heap.offsetOf(bias) : 0,
      relu,
    });
  }
  return c;
}

/** A stack of matrices as the last two axes of a tensor, transposed by its strides if asked for. */
function matrixOf(kernels: WasmKernels, tensor: tf.TensorInfo, transposed: boolean) {
  const stack = tensor.shape.slice(0, -2);
  const [height, width] = tensor.shape.slice(-2) as [number, number];
  const count = tf.util.sizeFromShape(stack);
  const offset = kernels.heap.offsetOf(tensor);
  const at = (i: number): StridedMatrix => ({
    offset: offset + (count === 1 ? 0 : 4 * i * height * width),
    row: transposed ? 1 : width,
    column: transposed ? width : 1,
  });
  return {
    stack,
    count,
    rows: transposed ? width : height,
    columns: transposed ? height : width,
    at,
  };
}
