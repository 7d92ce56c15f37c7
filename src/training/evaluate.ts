import * as tf from '@tensorflow/tfjs';
import { meanSquaredError } from '../model/loss.js';
import type { Mlp } from '../model/mlp.js';
import type { Batch } from './batches.js';

/** Mean squared error of the model on all rows of the pieces. */
export function evaluate(model: Mlp, pieces: readonly Batch[]): number {
  let rows = 0;
  let sum = 0;
  for (const piece of pieces) {
    const loss = tf.tidy(() => scalar(meanSquaredError(model.predict(piece.x), piece.y)));
    rows += piece.rows;
    sum += loss * piece.rows;
  }
  return sum / rows;
}

export function scalar(tensor: tf.Scalar): number {
  return tensor.dataSync()[0] as number;
}
