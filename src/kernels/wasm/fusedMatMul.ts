import * as tf from '@tensorflow/tfjs';
import { matMul } from './matMul.js';
import { type KernelArguments, tfjsKernel } from './tfjsKernel.js';
import type { WasmKernels } from './wasmKernels.js';

/** The activations that tfjs fuses. */
const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'];

/** tfjs's kernels for those that are no part of ours. */
const activationKernels: Record<string, string> = {
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
};

/**
 * tfjs's _FusedMatMul: activation(a·b + bias), for a bias of any shape that the product's can take.
 *
 * @returns undefined for what is left to tfjs's kernel, which says what it does not know
 */
export function fusedMatMul(kernels: WasmKernels, args: KernelArguments): tf.TensorInfo | undefined {
  // tfjs gives null or undefined for an input that is not there.
  const inputs = args.inputs as Partial<Record<string, tf.TensorInfo | null>>;
  const { bias, preluActivationWeights: slope } = inputs;
  const { activation = 'linear', leakyreluAlpha = 0, transposeB } = args.attrs as Attributes;
  if (!activations.includes(activation)) return undefined;
  const columns = inputs['b']?.shape.at(transposeB ? -2 : -1);
  const isRow = bias?.shape.length === 1 && bias.shape[0] === columns;
  const isReluOfAll = activation === 'relu' && (isRow || !bias);
  const product = matMul(kernels, args, isRow ? bias : undefined, isReluOfAll);
  if (product === undefined || isReluOfAll) return product;
  const z =
    bias && !isRow ? instead(kernels, product, tfjsKernel(kernels, 'Add', { a: product, b: bias })) : product;
  return activate(kernels, z, activation, { alpha: leakyreluAlpha, slope });
}

type Attributes = {
  activation?: string;
  leakyreluAlpha?: number;
  transposeB: boolean;
};

/** activation(z); z is written over or freed. */
function activate(
  kernels: WasmKernels,
  z: tf.TensorInfo,
  activation: string,
  { alpha, slope }: { alpha: number; slope: tf.TensorInfo | null | undefined },
): tf.TensorInfo {
  const size = tf.util.sizeFromShape(z.shape);
  if (activation === 'linear' || size === 0) return z;
  if (activation === 'relu' || activation === 'relu6') {
    kernels.run[activation](kernels.heap.offsetOf(z), size);
    return z;
  }
  const name = activationKernels[activation];
  return instead(
    kernels,
    z,
    name === undefined
      ? prelu(kernels, z, slope as tf.TensorInfo)
      : tfjsKernel(kernels, name, { x: z }, { alpha }),
  );
}

/** y, with what it was made of freed. */
function instead({ heap }: WasmKernels, z: tf.TensorInfo, y: tf.TensorInfo): tf.TensorInfo {
  heap.backend.disposeData(z.dataId);
  return y;
}

/** x where x >= 0, else alpha·x. tfjs's kernel on wasm takes alpha for numbers of the last axes, whatever its shape and type. */
function prelu(kernels: WasmKernels, x: tf.TensorInfo, alpha: tf.TensorInfo): tf.TensorInfo {
  const { backend } = kernels.heap;
  const zero: tf.TensorInfo = {
    dataId: backend.write(Float32Array.of(0), [], 'float32'),
    shape: [],
    dtype: 'float32',
  };
  const isNegative = tfjsKernel(kernels, 'Less', { a: x, b: zero });
  const slope =
    alpha.dtype === 'float32' ? alpha : tfjsKernel(kernels, 'Cast', { x: alpha }, { dtype: 'float32' });
  const scaled = tfjsKernel(kernels, 'Multiply', { a: x, b: slope });
  const y = tfjsKernel(kernels, 'Select', { condition: isNegative, t: scaled, e: x });
  const used = [zero, isNegative, scaled, ...(slope === alpha ? [] : [slope])];
  for (const { dataId } of used) backend.disposeData(dataId);
  return y;
}
