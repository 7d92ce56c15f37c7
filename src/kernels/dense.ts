import * as tf from '@tensorflow/tfjs';
import { Dense } from './names.js';

const ReluGradient = 'AdamTrainReluGradient';
const BiasGradient = 'AdamTrainBiasGradient';

export type DenseActivation = 'linear' | 'relu';

/**
 * y = activation(x·w + b) as one kernel with a gradient, where the backend has it.
 *
 * @param x [rows, inputs]
 * @param w [inputs, outputs]
 * @param b [outputs]
 */
export function denseKernel(
  x: tf.Tensor2D,
  w: tf.Tensor,
  b: tf.Tensor,
  activation: DenseActivation,
): tf.Tensor2D {
  return tf.engine().runKernel(Dense, { x, w, b }, { activation });
}

/** A backend's part of the layer: outputs are new tensors. */
export interface DenseKernels {
  /** y[rows, outputs] = activation(x·w + b) */
  forward(x: tf.TensorInfo, w: tf.TensorInfo, b: tf.TensorInfo, activation: DenseActivation): tf.TensorInfo;
  /** dz = dy where y > 0, else 0 */
  reluGradient(dy: tf.TensorInfo, y: tf.TensorInfo): tf.TensorInfo;
  /** db[outputs] = Σ over the rows of dz[rows, outputs] */
  biasGradient(dz: tf.TensorInfo): tf.TensorInfo;
}

/** Registers a backend's kernels, and once the gradient that they share. */
export function registerDense(backendName: string, kernels: DenseKernels): void {
  if (tf.getKernel(Dense, backendName) !== undefined) return;
  const register = (kernelName: string, kernelFunc: tf.KernelConfig['kernelFunc']) =>
    tf.registerKernel({ kernelName, backendName, kernelFunc });
  register(Dense, ({ inputs, attrs }) => {
    const { x, w, b } = inputs as Record<'x' | 'w' | 'b', tf.TensorInfo>;
    return kernels.forward(x, w, b, attrs?.['activation'] as DenseActivation);
  });
  register(ReluGradient, ({ inputs }) => {
    const { dy, y } = inputs as Record<'dy' | 'y', tf.TensorInfo>;
    return kernels.reluGradient(dy, y);
  });
  register(BiasGradient, ({ inputs }) => kernels.biasGradient((inputs as { dz: tf.TensorInfo }).dz));
  if (tf.getGradient(Dense) === undefined) registerGradient();
}

function registerGradient(): void {
  tf.registerGradient({
    kernelName: Dense,
    inputsToSave: ['x', 'w'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, w, y] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
      const dz: tf.Tensor2D =
        attrs['activation'] === 'relu'
          ? tf.engine().runKernel(ReluGradient, { dy: dy as tf.Tensor, y })
          : (dy as tf.Tensor2D);
      return {
        x: () => tf.matMul(dz, w, false, true),
        w: () => tf.matMul(x, dz, true, false),
        b: () => tf.engine().runKernel(BiasGradient, { dz }),
      };
    },
  });
}
