import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import { meanSquaredError } from '../model/loss.js';
import type { Mlp } from '../model/mlp.js';
import type { Adam } from '../optimizers/adam.js';
import type { Batch, BatchSource } from './batches.js';
import type { EpochRecord, TrainingResult } from './history.js';

export interface TrainingLoopOptions {
  model: Mlp;
  optimizer: Adam;
  batches: BatchSource;
  /** The test rows in pieces. */
  test: readonly Batch[];
  epochs: number;
  /** Called after every epoch, the one that went wrong included. */
  onEpoch?: (record: EpochRecord) => void;
}

/**
 * Trains the model in place: `epochs` passes, or until a loss is no longer finite. The caller keeps the model, the
 * optimizer and the data, and disposes of them.
 */
export async function runTrainingLoop(options: TrainingLoopOptions): Promise<TrainingResult> {
  const { model, optimizer, batches, test, epochs, onEpoch } = options;
  const history: EpochRecord[] = [];
  const started = performance.now();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const pass = await trainOneEpoch(model, optimizer, batches);
    const testLoss = isFinitePass(pass) && model.hasFiniteWeights() ? evaluate(model, test) : Number.NaN;
    const seconds = (performance.now() - started) / 1000;
    const record = { epoch, ...pass, testLoss, learningRate: optimizer.learningRate, seconds };
    history.push(record);
    onEpoch?.(record);
    if (!Number.isFinite(testLoss)) return { status: 'diverged', history };
  }
  return { status: 'completed', history };
}

/** Mean squared error of the model on all rows of the pieces. */
function evaluate(model: Mlp, pieces: readonly Batch[]): number {
  let rows = 0;
  let sum = 0;
  for (const piece of pieces) {
    const loss = tf.tidy(() => scalar(meanSquaredError(model.predict(piece.x), piece.y)));
    rows += piece.rows;
    sum += loss * piece.rows;
  }
  return sum / rows;
}

type Pass = Pick<EpochRecord, 'trainLoss' | 'gradientNorm'>;

function isFinitePass({ trainLoss, gradientNorm }: Pass): boolean {
  return Number.isFinite(trainLoss) && Number.isFinite(gradientNorm);
}

/** One pass over the batches; ends at the first whose loss or gradient is not finite, and gives those. */
async function trainOneEpoch(model: Mlp, optimizer: Adam, batches: BatchSource): Promise<Pass> {
  let rows = 0;
  let lossSum = 0;
  let normSum = 0;
  let lastTurn = Number.NEGATIVE_INFINITY;
  for (const batch of batches.epoch()) {
    // The engine computes without pause; signals and output are served between batches.
    if (performance.now() - lastTurn > MILLISECONDS_BETWEEN_TURNS) {
      await nextTurn();
      lastTurn = performance.now();
    }
    const pass = trainOnBatch(model, optimizer, batch);
    if (!isFinitePass(pass)) return pass;
    rows += batch.rows;
    lossSum += pass.trainLoss * batch.rows;
    normSum += pass.gradientNorm * batch.rows;
  }
  return { trainLoss: lossSum / rows, gradientNorm: normSum / rows };
}

const MILLISECONDS_BETWEEN_TURNS = 50;

/** One update of the weights; the loss and the gradient are those before it. What is not finite updates nothing. */
function trainOnBatch(model: Mlp, optimizer: Adam, { x, y }: Batch): Pass {
  const { value, grads } = tf.variableGrads(() => meanSquaredError(model.predict(x), y), model.variables);
  const pass = { trainLoss: scalar(value), gradientNorm: globalNorm(Object.values(grads)) };
  if (isFinitePass(pass)) optimizer.applyGradients(grads);
  tf.dispose([value, grads]);
  return pass;
}

/** √Σ g² over all parameters, summed in double precision. */
function globalNorm(gradients: readonly tf.Tensor[]): number {
  let sum = 0;
  for (const gradient of gradients) {
    const values = gradient.dataSync();
    // An indexed loop: for…of over a typed array takes several times as long.
    for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  }
  return Math.sqrt(sum);
}

function scalar(tensor: tf.Scalar): number {
  return tensor.dataSync()[0] as number;
}
