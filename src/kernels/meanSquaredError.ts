import * as tf from '@tensorflow/tfjs';
import type { WasmKernels } from './wasmKernels.js';

/** The kernel's name in tfjs's registry. */
export const MeanSquaredError = 'AdamTrainMeanSquaredError';

/** Mean of (predicted − actual)², as one kernel with a gradient, where the backend has it. */
export function meanSquaredErrorKernel(predicted: tf.Tensor, actual: tf.Tensor): tf.Scalar {
  return tf.engine().runKernel(MeanSquaredError, { predicted, actual });
}

export function registerMeanSquaredError(kernels: WasmKernels): void {
  tf.registerKernel({
    kernelName: MeanSquaredError,
    backendName: 'wasm',
    kernelFunc: ({ inputs }) => {
      const { predicted, actual } = inputs as Record<'predicted' | 'actual', tf.TensorInfo>;
      const size = tf.util.sizeFromShape(predicted.shape);
      const mean = kernels.run.meanSquaredError(kernels.offsetOf(predicted), kernels.offsetOf(actual), size);
      return kernels.backend.makeOutput([], 'float32', undefined, Float32Array.of(mean) as never);
    },
  });
  tf.registerGradient({
    kernelName: MeanSquaredError,
    inputsToSave: ['predicted', 'actual'],
    gradFunc: (dy, saved) => {
      const [predicted, actual] = saved as [tf.Tensor, tf.Tensor];
      // d/dp mean (p − a)² = 2·(p − a)/n
      const gradient = () => predicted.sub(actual).mul((dy as tf.Tensor).mul(2 / predicted.size));
      return { predicted: gradient, actual: () => gradient().neg() };
    },
  });
}
