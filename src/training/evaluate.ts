import * as tf from '@tensorflow/tfjs';
import { meanSquaredError } from '../model/losses/meanSquaredError.js';
import type { Mlp } from '../model/mlp.js';
import type { Batch } from './batches.js';

/**
 * Mean squared error of the model on all rows of the pieces.
 *
 * @param turn lets others by between two pieces
 */
export async function evaluate(
  model: Mlp,
  pieces: readonly Batch[],
  turn: () => Promise<void>,
): Promise<number> {
  let rows = 0;
  let sum = 0;
  for (const piece of pieces) {
    const loss = tf.tidy(() => scalar(meanSquaredError(model.predict(piece.x), piece.y)));
    rows += piece.rows;
    sum += loss * piece.rows;
    await turn();
  }
  return sum / rows;
}

export function scalar(tensor: tf.Scalar): number {
  return tensor.dataSync()[0] as number;
}
