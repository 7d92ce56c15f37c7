import * as tf from '@tensorflow/tfjs';
import type { ActivationName } from './settings.js';

/** The functions that a hidden layer may end with. */
export const activations: Record<ActivationName, (x: tf.Tensor2D) => tf.Tensor2D> = {
  relu: (x) => tf.relu(x),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  elu: (x) => tf.elu(x),
};
