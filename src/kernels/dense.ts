import * as tf from '@tensorflow/tfjs';
import type { WasmKernels } from './wasmKernels.js';

/** The kernel's name in tfjs's registry. */
export const Dense = 'AdamTrainDense';
const DenseGradient = 'AdamTrainReluGradient';

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

/** Registers the kernel for wasm, and its gradient, in which tfjs's own matMul and sum find kernels of ours too. */
export function registerDense(kernels: WasmKernels): void {
  tf.registerKernel({
    kernelName: Dense,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, w, b } = inputs as Record<'x' | 'w' | 'b', tf.TensorInfo>;
      const [rows, units] = x.shape as [number, number];
      const outputs = w.shape[1] as number;
      const y = kernels.output([rows, outputs]);
      kernels.multiply(
        { offset: kernels.offsetOf(x), row: units, column: 1 },
        { offset: kernels.offsetOf(w), row: outputs, column: 1 },
        kernels.offsetOf(y),
        [rows, outputs, units],
        kernels.offsetOf(b),
        attrs?.['activation'] === 'relu',
      );
      return y;
    },
  });
  tf.registerKernel({
    kernelName: DenseGradient,
    backendName: 'wasm',
    kernelFunc: ({ inputs }) => {
      const { dy, y } = inputs as Record<'dy' | 'y', tf.TensorInfo>;
      const dz = kernels.output(y.shape);
      kernels.run.reluGradient(
        kernels.offsetOf(dy),
        kernels.offsetOf(y),
        kernels.offsetOf(dz),
        tf.util.sizeFromShape(y.shape),
      );
      return dz;
    },
  });
  tf.registerGradient({
    kernelName: Dense,
    inputsToSave: ['x', 'w'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, w, y] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
      const dz: tf.Tensor2D =
        attrs['activation'] === 'relu'
          ? tf.engine().runKernel(DenseGradient, { dy: dy as tf.Tensor, y })
          : (dy as tf.Tensor2D);
      return {
        x: () => tf.matMul(dz, w, false, true),
        w: () => tf.matMul(x, dz, true, false),
        b: () => tf.sum(dz, 0),
      };
    },
  });
}
