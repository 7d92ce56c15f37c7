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

function matMul(
  kernels: WasmKernels,
  { inputs, attrs }: KernelArguments,
  bias?: tf.TensorInfo,
  relu = false,
): tf.TensorInfo | undefined {
  const { a, b } = inputs as Record<'a' | 'b', tf.TensorInfo>;
  const { transposeA, transposeB } = attrs as unknown as Record<'transposeA' | 'transposeB', boolean>;
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const left = matrixOf(kernels, a, transposeA);
  const right = matrixOf(kernels, b, transposeB);
  // One matrix of a stack with itself, or with one that serves the whole stack; other broadcasts are rare.
  const sameStack = left.stack.join() === right.stack.join();
  if (!sameStack && left.count !== 1 && right.count !== 1) return undefined;
  // What does not fit together is left to tfjs's kernel, which says so.
  if (left.columns !== right.rows || (bias && bias.shape[0] !== right.columns)) return undefined;
  const stack = tf.broadcast_util.assertAndGetBroadcastShape(left.stack, right.stack);
  const c = kernels.output([...stack, left.rows, right.columns]);
  const count = Math.max(left.count, right.count) * Math.min(1, left.count, right.count);
  for (let i = 0; i < count; i++) {
    const offset = kernels.offsetOf(c) + 4 * i * left.rows * right.columns;
    const sizes = [left.rows, right.columns, left.columns] as const;
    kernels.multiply(left.at(i), right.at(i), offset, sizes, bias ? kernels.offsetOf(bias) : 0, relu);
  }
  return c;
}

/** tfjs's kernels for the activations that may be fused; the linear one and relu are part of ours. */
const activationKernels: Record<string, string> = {
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
};

function fusedMatMul(kernels: WasmKernels, args: KernelArguments): tf.TensorInfo | undefined {
  const { bias, preluActivationWeights: alpha } = args.inputs as Partial<Record<string, tf.TensorInfo>>;
  const { activation = 'linear', leakyreluAlpha } = args.attrs as unknown as {
    activation?: string;
    leakyreluAlpha?: number;
  };
  if (bias !== undefined && bias !== null && bias.shape.length !== 1) return undefined;
  const z = matMul(kernels, args, bias ?? undefined, activation === 'relu');
  const kernelName = activationKernels[activation];
  if (z === undefined || kernelName === undefined) return z;
  const y = tf.getKernel(kernelName, 'wasm').kernelFunc({
    inputs: kernelName === 'Prelu' ? ({ x: z, alpha } as never) : { x: z },
    backend: kernels.backend,
    attrs: { alpha: leakyreluAlpha as number },
  });
  kernels.backend.disposeData(z.dataId);
  return y as tf.TensorInfo;
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
