import * as tf from '@tensorflow/tfjs';
import { featureNames } from '../data/columns.js';
import type { Matrix } from '../data/matrix.js';
import { fillMissing } from '../data/missingValues.js';
import { RowStandardizer } from '../data/standardScaler.js';
import { toTargetUnits } from '../data/targetScale.js';
import { AdamTrainError, exitCodes } from '../errors.js';
import { Mlp } from '../model/mlp.js';
import { parameterCount } from '../model/modelSize.js';
import type { SavedModel } from '../model/saved/savedModel.js';
import { inTurns, type Work } from '../turns.js';
import { rowsOfAPiece } from './pieceRows.js';

/** A trained model on the current engine. */
export interface Predictor {
  /**
   * What the model says of each row, in the target's own units: [rows].
   *
   * @param x raw features [rows, features], NaN where missing; missing values are filled in place
   * @throws AdamTrainError (exit code 3) at a missing number if the model has nothing to fill it with
   */
  predict(x: Matrix): Promise<Float64Array>;
  dispose(): void;
}

/** Takes a saved model to new rows, by the same operations as in training; `dispose` frees its tensors. */
export function createPredictor(model: SavedModel): Predictor {
  const network = Mlp.fromLayers(model.layers, model.activation);
  const standardizer = new RowStandardizer(model.scaler);
  const { evaluated } = rowsOfAPiece(parameterCount([...model.layers.map(({ inputs }) => inputs), 1]));
  return {
    async predict(x) {
      if (model.fill === undefined) checkPresent(x, model);
      else fillMissing(x, model.fill);
      return toTargetUnits(await inTurns(run(network, standardizer, x, evaluated)), model.target);
    },
    dispose: () => network.dispose(),
  };
}

/** @throws AdamTrainError (exit code 3) at a missing number */
function checkPresent({ values, columns }: Matrix, model: SavedModel): void {
  const missing = values.findIndex(Number.isNaN);
  if (missing < 0) return;
  throw new AdamTrainError(
    `Every feature must be a number, got none for ${featureNames(model.columns)[missing % columns]}; fill the cell, or give --missing mean.`,
    exitCodes.badData,
  );
}

/** The network's outputs for raw rows: [rows] */
function* run(
  network: Mlp,
  standardizer: RowStandardizer,
  { rows, columns, values }: Matrix,
  pieceRows: number,
): Work<Float32Array> {
  const outputs = new Float32Array(rows);
  for (let start = 0; start < rows; start += pieceRows) {
    const end = Math.min(rows, start + pieceRows);
    const piece = new Float32Array((end - start) * columns);
    for (let row = start; row < end; row++) {
      standardizer.standardize(values, row * columns, piece, (row - start) * columns);
    }
    const predicted = tf.tidy(() =>
      network.predict(tf.tensor2d(piece, [end - start, columns])).dataSync<'float32'>(),
    );
    outputs.set(predicted, start);
    yield;
  }
  return outputs;
}
