import * as tf from '@tensorflow/tfjs';
import { featureNames } from '../data/columns.js';
import type { Matrix } from '../data/matrix.js';
import type { Part, PreparedData } from '../data/prepare.js';
import { fillMissing, RowStandardizer } from '../data/standardScaler.js';
import { type TargetScale, toTargetUnits } from '../data/targetScale.js';
import { AdamTrainError, exitCodes } from '../errors.js';
import { Mlp } from '../model/mlp.js';
import { parameterCount } from '../model/modelSize.js';
import type { SavedModel } from '../model/saved/savedModel.js';
import { inTurns, type Work } from '../turns.js';
import { slicesOf } from './batches.js';
import { rowsOfAPiece } from './pieceRows.js';

/** Standardized features: [rows, columns] */
type Features = Matrix<Float32Array>;

/** What a model says of the rows of each part, in the targets' units and the part's order: [rows, targets] */
export type Predictions = { train: Matrix; val?: Matrix; test: Matrix };

/** @param pieceRows the most rows that are predicted at once */
export async function predictAll(
  model: Mlp,
  { train, val, test, targets }: PreparedData,
  pieceRows: number,
): Promise<Predictions> {
  const predictPart = ({ x }: Part) => inTurns(predict(model, slicesOf(x, pieceRows), x.rows, targets));
  return {
    train: await predictPart(train),
    ...(val && { val: await predictPart(val) }),
    test: await predictPart(test),
  };
}

/** A trained model on the current engine. */
export interface Predictor {
  /**
   * What the model says of each row, in the targets' own units: [rows, targets].
   *
   * @param x standardized features: [rows, features]
   */
  predictStandardized(x: Features): Promise<Matrix>;
  /**
   * What the model says of each row, in the targets' own units: [rows, targets].
   *
   * @param x raw features [rows, features], NaN where missing; missing values are filled in place
   * @throws AdamTrainError (exit code 3) at a missing number if the model has nothing to fill it with
   */
  predict(x: Matrix): Promise<Matrix>;
  dispose(): void;
}

/** Takes a saved model to new rows, by the same operations as in training; `dispose` frees its tensors. */
export function createPredictor(model: SavedModel): Predictor {
  const network = Mlp.fromLayers(model.layers, model.activation);
  const standardizer = new RowStandardizer(model.scaler);
  const { evaluated } = rowsOfAPiece(
    parameterCount([...model.layers.map(({ inputs }) => inputs), model.targets.length]),
  );
  return {
    predictStandardized: (x) => inTurns(predict(network, slicesOf(x, evaluated), x.rows, model.targets)),
    async predict(x) {
      if (model.fill === undefined) checkPresent(x, model);
      else fillMissing(x, model.fill);
      const pieces = standardizedPieces(x, standardizer, evaluated);
      return inTurns(predict(network, pieces, x.rows, model.targets));
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

/** The pieces of raw rows, standardized. */
function* standardizedPieces(
  { rows, columns, values }: Matrix,
  standardizer: RowStandardizer,
  size: number,
): Generator<Features> {
  for (let start = 0; start < rows; start += size) {
    const end = Math.min(rows, start + size);
    const piece = new Float32Array((end - start) * columns);
    for (let row = start; row < end; row++) {
      standardizer.standardize(values, row * columns, piece, (row - start) * columns);
    }
    yield { rows: end - start, columns, values: piece };
  }
}

/** What the network says of the rows of all pieces, in the targets' units: [rows, targets] */
function* predict(
  network: Mlp,
  pieces: Iterable<Features>,
  rows: number,
  targets: readonly TargetScale[],
): Work<Matrix> {
  const outputs = new Float32Array(rows * targets.length);
  let start = 0;
  for (const { rows: own, columns, values } of pieces) {
    const predicted = tf.tidy(() =>
      network.predict(tf.tensor2d(values, [own, columns])).dataSync<'float32'>(),
    );
    outputs.set(predicted, start);
    start += predicted.length;
    yield;
  }
  return toTargetUnits({ rows, columns: targets.length, values: outputs }, targets);
}
