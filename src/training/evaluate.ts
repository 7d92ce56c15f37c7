import * as tf from '@tensorflow/tfjs';
import type { Loss } from '../model/losses/loss.js';
import type { Mlp } from '../model/mlp.js';
import type { Batch } from './batches.js';

/**
 * The model's loss on all rows of the pieces, in the units that it sees.
 *
 * @param turn lets others by between two pieces
 */
export async function evaluate(
  { model, loss }: { model: Mlp; loss: Loss },
  pieces: readonly Batch[],
  turn: () => Promise<void>,
): Promise<number> {
  let rows = 0;
  let sum = 0;
  for (const piece of pieces) {
    const mean = tf.tidy(() => scalar(model.loss(loss, piece.x, piece.y)));
    rows += piece.rows;
    sum += mean * piece.rows;
    await turn();
  }
  return sum / rows;
}

export function scalar(tensor: tf.Scalar): number {
  return tensor.dataSync()[0] as number;
}
