import * as tf from '@tensorflow/tfjs';
import { MeanSquaredError, meanSquaredErrorKernel } from '../../kernels/meanSquaredError.js';

/**
 * Mean squared error, in the target's units squared.
 *
 * @param predicted [rows, 1]
 * @param actual [rows, 1]
 */
export function meanSquaredError(predicted: tf.Tensor2D, actual: tf.Tensor2D): tf.Scalar {
  if (tf.getKernel(MeanSquaredError, tf.getBackend())) return meanSquaredErrorKernel(predicted, actual);
  return tf.tidy(() => predicted.sub(actual).square().mean() as tf.Scalar);
}
