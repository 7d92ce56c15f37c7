import * as tf from '@tensorflow/tfjs';
import type { StridedMatrix, WasmKernels } from './wasmKernels.js';

type KernelFunc = tf.KernelConfig['kernelFunc'];
type KernelArguments = Parameters<KernelFunc>[0];

/**
 * Puts kernels of ours under tfjs's own names, so that any model on the wasm backend gains: matMul with any transposes,
 * matMul fused with bias and relu, and sums over the first axes. What they do not cover goes to tfjs's kernels as before.
 */
export function registerStandardKernels(kernels: WasmKernels): void {
  replace('BatchMatMul', (args) => matMul(kernels, args));
  replace('_FusedMatMul', (args) => fusedMatMul(kernels, args));
  replace('Sum', (args) => leadingSum(kernels, args));
}

/** `ours` gives undefined for what it leaves to the kernel that was there. */
function replace(kernelName: string, ours: (args: KernelArguments) => tf.TensorInfo | undefined): void {
  const theirs = tf.getKernel(kernelName, 'wasm');
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ ...theirs, kernelFunc: (args) => ours(args) ?? theirs.kernelFunc(args) });
}

function matMul(kernels: WasmKernels, { inputs, attrs }: KernelArguments): tf.TensorInfo | undefined {
  const { a, b } = inputs as Record<'a' | 'b', tf.TensorInfo>;
  const { transposeA, transposeB } = attrs as unknown as Record<'transposeA' | 'transposeB', boolean>;
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const left = matrixOf(kernels, a, transposeA);
  const right = matrixOf(kernels, b, transposeB);
  // One matrix of a stack with itself, or with one that serves the whole stack; other broadcasts are rare.
  const sameStack = left.stack.join() === right.stack.join();
  if (!sameStack && left.count !== 1 && right.count !== 1) return undefined;
  if (left.columns !== right.rows) return undefined; // tfjs's kernel says what is wrong
  const stack = tf.broadcast_util.assertAndGetBroadcastShape(left.stack, right.stack);
  const c = kernels.output([...stack, left.rows, right.columns]);
  const count = Math.max(left.count, right.count) * Math.min(1, left.count, right.count);
  for (let i = 0; i < count; i++) {
    const offset = kernels.offsetOf(c) + 4 * i * left.rows * right.columns;
    kernels.multiply(left.at(i), right.at(i), offset, left.rows, right.columns, left.columns);
  }
  return c;
}

function fusedMatMul(kernels: WasmKernels, args: KernelArguments): tf.TensorInfo | undefined {
  const { bias, preluActivationWeights } = args.inputs as Partial<Record<string, tf.TensorInfo>>;
  const activation = (args.attrs as { activation?: string } | undefined)?.activation;
  if (preluActivationWeights || bias?.shape.length !== 1 || !['linear', 'relu'].includes(activation ?? '')) {
    return undefined;
  }
  const c = matMul(kernels, args);
  const columns = c?.shape.at(-1);
  if (c === undefined || columns !== bias.shape[0]) return c === undefined ? undefined : dropped(kernels, c);
  const rows = tf.util.sizeFromShape(c.shape) / Math.max(1, columns as number);
  kernels.run.addBias(
    kernels.offsetOf(c),
    kernels.offsetOf(bias),
    rows,
    columns as number,
    activation === 'relu',
  );
  return c;
}

function dropped(kernels: WasmKernels, { dataId }: tf.TensorInfo): undefined {
  kernels.backend.disposeData(dataId);
  return undefined;
}

/** Sums over the axes 0 … k: the rest of the axes are columns. */
function leadingSum(kernels: WasmKernels, { inputs, attrs }: KernelArguments): tf.TensorInfo | undefined {
  const { x } = inputs as { x: tf.TensorInfo };
  const { axis, keepDims } = attrs as unknown as { axis: number | number[]; keepDims?: boolean };
  const axes = tf.util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
  const isLeading = axes.length < x.shape.length && axes.every((value, i) => value === i);
  if (x.dtype !== 'float32' || axes.length === 0 || !isLeading) return undefined;
  const kept = x.shape.slice(axes.length);
  const columns = tf.util.sizeFromShape(kept);
  const sums = kernels.output(keepDims === true ? [...axes.map(() => 1), ...kept] : kept);
  const rows = tf.util.sizeFromShape(x.shape.slice(0, axes.length));
  kernels.run.columnSums(kernels.offsetOf(x), rows, columns, kernels.offsetOf(sums));
  return sums;
}

/** A stack of matrices as the last two axes of a tensor, transposed by its strides if asked for. */
function matrixOf(kernels: WasmKernels, tensor: tf.TensorInfo, transposed: boolean) {
  const stack = tensor.shape.slice(0, -2);
  const [height, width] = tensor.shape.slice(-2) as [number, number];
  const count = tf.util.sizeFromShape(stack);
  const offset = kernels.offsetOf(tensor);
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
