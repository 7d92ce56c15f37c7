import * as tf from '@tensorflow/tfjs';
import type { Part, PreparedData } from '../data/prepare.js';
import { type TargetScale, toTargetUnits } from '../data/targetScale.js';
import type { Mlp } from '../model/mlp.js';
import { inTurns, type Work } from '../turns.js';
import { disposePieces, piecesOf } from './batches.js';

/** What a model says of the rows of each part, in the target's units and the part's order: [rows] */
export type Predictions = { train: Float64Array; val?: Float64Array; test: Float64Array };

/** @param pieceRows the most rows that are predicted at once */
export async function predictAll(
  model: Mlp,
  { train, val, test, target }: Pick<PreparedData, 'train' | 'val' | 'test' | 'target'>,
  pieceRows: number,
): Promise<Predictions> {
  const predictPart = (part: Part) => inTurns(predict(model, part, target, pieceRows));
  return {
    train: await predictPart(train),
    ...(val && { val: await predictPart(val) }),
    test: await predictPart(test),
  };
}

/** The prediction for each row, in the target's units: [rows] */
function* predict(model: Mlp, part: Part, target: TargetScale, pieceRows: number): Work<Float64Array> {
  const outputs = new Float32Array(part.x.rows);
  let start = 0;
  for (const piece of piecesOf(part, pieceRows)) {
    outputs.set(
      tf.tidy(() => model.predict(piece.x).dataSync<'float32'>()),
      start,
    );
    start += piece.rows;
    disposePieces([piece]);
    yield;
  }
  return toTargetUnits(outputs, target);
}
