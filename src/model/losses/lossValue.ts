import * as tf from '@tensorflow/tfjs';
import { elementLoss, hasElementLoss } from '../../kernels/losses.js';
import type { Loss } from './loss.js';

/**
 * The loss of predictions as a tensor of which gradients can be taken; by its kernel, where the backend has that.
 *
 * @param predicted [rows, outputs]
 * @param actual [rows, outputs]
 */
export function lossValue(
  { value, kernel }: Pick<Loss, 'value' | 'kernel'>,
  predicted: tf.Tensor2D,
  actual: tf.Tensor2D,
): tf.Scalar {
  if (kernel !== undefined && hasElementLoss()) return elementLoss(kernel, { predicted, actual });
  return tf.tidy(() => value(predicted, actual));
}
