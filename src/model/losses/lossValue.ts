import * as tf from '@tensorflow/tfjs';
import type { Loss } from './loss.js';

/**
 * The loss of predictions as a tensor of which gradients can be taken; by its kernel, where the backend has that.
 *
 * @param predicted [rows, 1]
 * @param actual [rows, 1]
 */
export function lossValue({ value, kernel }: Loss, predicted: tf.Tensor2D, actual: tf.Tensor2D): tf.Scalar {
  if (kernel !== undefined && tf.getKernel(kernel, tf.getBackend())) {
    return tf.engine().runKernel(kernel, { predicted, actual });
  }
  return tf.tidy(() => value(predicted, actual));
}
