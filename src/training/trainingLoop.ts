import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import { meanSquaredError } from '../model/loss.js';
import type { Mlp } from '../model/mlp.js';
import type { Optimizer } from '../optimizers/createOptimizer.js';
import type { Batch, BatchSource } from './batches.js';
import type { EpochRecord, TrainingResult, TrainingStatus } from './history.js';

export interface TrainingLoopOptions {
  model: Mlp;
  optimizer: Optimizer;
  batches: BatchSource;
  /** The validation rows in pieces, if any. */
  val?: readonly Batch[];
  /** The test rows in pieces. */
  test: readonly Batch[];
  epochs: number;
  /** The losses are reported times this: the square of the target's scale. */
  lossFactor?: number;
  /** Of the epochs that were trained before; training goes on after them. */
  history?: readonly EpochRecord[];
  /** Called after every epoch, the one that went wrong included. A status ends training with it. */
  onEpoch?: (record: EpochRecord, history: readonly EpochRecord[]) => Promise<EpochOutcome>;
}

/** What the caller says after an epoch: nothing to go on, or how training is to end. */
export type EpochOutcome = TrainingStatus | undefined;

/**
 * Trains the model in place: until `epochs` passes are done, a loss is no longer finite or the caller ends it. The caller
 * keeps the model, the optimizer and the data, and disposes of them.
 */
export async function runTrainingLoop(options: TrainingLoopOptions): Promise<TrainingResult> {
  const { model, optimizer, batches, val, test, epochs, lossFactor = 1, onEpoch } = options;
  const history = [...(options.history ?? [])];
  const before = history.at(-1)?.seconds ?? 0;
  const started = performance.now();
  for (let epoch = history.length + 1; epoch <= epochs; epoch++) {
    const pass = await trainOneEpoch(model, optimizer, batches);
    const isSound = isFinitePass(pass) && model.hasFiniteWeights();
    const lossOn = (pieces: readonly Batch[]) =>
      isSound ? lossFactor * evaluate(model, pieces) : Number.NaN;
    const record: EpochRecord = {
      epoch,
      trainLoss: lossFactor * pass.trainLoss,
      gradientNorm: pass.gradientNorm,
      ...(val && { valLoss: lossOn(val) }),
      testLoss: lossOn(test),
      learningRate: optimizer.learningRate,
      seconds: before + (performance.now() - started) / 1000,
    };
    history.push(record);
    const outcome = await onEpoch?.(record, history);
    if (!isFiniteRecord(record)) return { status: 'diverged', history };
    if (outcome) return { status: outcome, history };
  }
  return { status: 'completed', history };
}

/** Whether training can go on from there. */
export function isFiniteRecord({ valLoss, testLoss }: EpochRecord): boolean {
  return Number.isFinite(testLoss) && Number.isFinite(valLoss ?? 0);
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
async function trainOneEpoch(model: Mlp, optimizer: Optimizer, batches: BatchSource): Promise<Pass> {
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
function trainOnBatch(model: Mlp, optimizer: Optimizer, { x, y }: Batch): Pass {
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
