import * as tf from '@tensorflow/tfjs';
import type { TrainConfig } from '../config/trainOptions.js';
import type { Part, PreparedData } from '../data/prepare.js';
import { drawInitialWeights } from '../model/initialWeights.js';
import { Mlp } from '../model/mlp.js';
import { Adam } from '../optimizers/adam.js';
import { TorchGenerator } from '../random/torchGenerator.js';
import { disposePieces, fullBatch, piecesOf, shuffledBatches } from './batches.js';
import type { EpochRecord, TrainingResult } from './history.js';
import { runTrainingLoop } from './trainingLoop.js';

type ModelSettings = Pick<
  TrainConfig,
  | 'seed'
  | 'features'
  | 'hidden'
  | 'activation'
  | 'epochs'
  | 'batchSize'
  | 'learningRate'
  | 'beta1'
  | 'beta2'
  | 'epsilon'
  | 'weightDecay'
  | 'decoupledWeightDecay'
  | 'amsgrad'
>;

export interface TrainedModel extends TrainingResult {
  /** What the model with the last epoch's weights says of each row, in the parts' order: [rows]; none if it diverged. */
  predictions?: { train: Float32Array; test: Float32Array };
}

/**
 * Builds the model as the reference script does, trains it and predicts every row. One generator, seeded once, draws
 * the initial weights layer by layer and then each epoch's order. Every tensor made here is freed here.
 */
export async function trainModel(
  settings: ModelSettings,
  data: Pick<PreparedData, 'train' | 'test'>,
  onEpoch?: (record: EpochRecord) => void,
): Promise<TrainedModel> {
  const generator = new TorchGenerator(settings.seed);
  const weights = drawInitialWeights(generator, [data.train.x.columns, ...settings.hidden, 1]);
  const model = new Mlp(weights, settings.activation);
  const optimizer = new Adam(adamSettings(settings));
  const batches =
    settings.batchSize === 'full'
      ? fullBatch(data.train)
      : shuffledBatches(data.train, settings.batchSize, generator);
  const test = [...piecesOf(data.test)];
  try {
    const result = await runTrainingLoop({
      model,
      optimizer,
      batches,
      test,
      epochs: settings.epochs,
      ...(onEpoch && { onEpoch }),
    });
    if (result.status === 'diverged') return result;
    return { ...result, predictions: { train: predict(model, data.train), test: predict(model, data.test) } };
  } finally {
    disposePieces(test);
    batches.dispose();
    optimizer.dispose();
    model.dispose();
  }
}

function adamSettings(settings: ModelSettings) {
  const { learningRate, beta1, beta2, epsilon, weightDecay, decoupledWeightDecay, amsgrad } = settings;
  return { learningRate, beta1, beta2, epsilon, weightDecay, decoupledWeightDecay, amsgrad };
}

/** The prediction for each row: [rows] */
function predict(model: Mlp, part: Part): Float32Array {
  const predicted = new Float32Array(part.x.rows);
  let start = 0;
  for (const { x, y, rows } of piecesOf(part)) {
    const values = tf.tidy(() => model.predict(x).dataSync());
    predicted.set(values, start);
    start += rows;
    tf.dispose([x, y]);
  }
  return predicted;
}
