import * as tf from '@tensorflow/tfjs';
import { denseKernel } from '../kernels/dense.js';
import { Dense } from '../kernels/names.js';
import type { ActivationName } from './settings.js';

const activations: Record<ActivationName, (x: tf.Tensor2D) => tf.Tensor2D> = {
  relu: (x) => tf.relu(x),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  elu: (x) => tf.elu(x),
};

/**
 * One layer: activation(x·w + b). Backends that have it take it as one kernel; elsewhere it is tfjs's fused matMul.
 *
 * @param x [rows, inputs]
 * @param w [inputs, outputs]
 * @param b [outputs]
 */
export function dense(
  x: tf.Tensor2D,
  w: tf.Tensor2D,
  b: tf.Tensor,
  activation: ActivationName | 'linear',
): tf.Tensor2D {
  const fusable = activation === 'linear' || activation === 'relu' ? activation : 'linear';
  const y = tf.getKernel(Dense, tf.getBackend())
    ? denseKernel(x, w, b, fusable)
    : (tf.fused.matMul({ a: x, b: w, bias: b, activation: fusable }) as tf.Tensor2D);
  return activation === fusable ? y : activations[activation as ActivationName](y);
}
