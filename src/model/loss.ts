import * as tf from '@tensorflow/tfjs';

/**
 * Mean squared error, in the target's units squared.
 *
 * @param predicted [rows, 1]
 * @param actual [rows, 1]
 */
export function meanSquaredError(predicted: tf.Tensor2D, actual: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => predicted.sub(actual).square().mean() as tf.Scalar);
}
