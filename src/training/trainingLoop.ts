import { createTurns } from '../turns.js';
import type { Batch, BatchSource } from './batches.js';
import { evaluate } from './evaluate.js';
import type { EpochRecord, TrainingResult, TrainingStatus } from './history.js';
import { isFinitePass, type Pass, type StepOptions, trainOnBatch } from './trainStep.js';

export interface TrainingLoopOptions extends StepOptions {
  batches: BatchSource;
  /** The validation rows in pieces, if any. */
  val?: readonly Batch[];
  /** The test rows in pieces. */
  test: readonly Batch[];
  epochs: number;
  /** The learning rate of each epoch, from 1; the optimizer's own stays where there is none. */
  rateFor?: (epoch: number) => number;
  /** The losses are reported times this: the square of the target's scale. */
  lossFactor?: number;
  /** The epochs that were trained before, and how long they took; training goes on after them. */
  before?: Pick<EpochRecord, 'epoch' | 'seconds'>;
  /** Whether the result has the history; without it a long training takes no more room than a short one. */
  keepsHistory?: boolean;
  /** Called after every epoch, the one that went wrong included. A status ends training with it. */
  onEpoch?: (record: EpochRecord) => Promise<EpochOutcome>;
}

/** What the caller says after an epoch: nothing to go on, or how training is to end. */
export type EpochOutcome = TrainingStatus | undefined;

/**
 * Trains the model in place: until `epochs` passes are done, a loss is no longer finite or the caller ends it. The caller
 * keeps the model, the optimizer and the data, and disposes of them.
 */
export async function runTrainingLoop(options: TrainingLoopOptions): Promise<TrainingResult> {
  const { model, optimizer, average, val, test, epochs, rateFor, lossFactor = 1, onEpoch } = options;
  const { before = { epoch: 0, seconds: 0 }, keepsHistory = true } = options;
  const history: EpochRecord[] = [];
  const started = performance.now();
  // The engine computes without pause; signals and output are served between batches, and between the pieces of large ones.
  const turn = createTurns();
  for (let epoch = before.epoch + 1; epoch <= epochs; epoch++) {
    if (rateFor !== undefined) optimizer.learningRate = rateFor(epoch);
    const pass = await trainOneEpoch(options, turn);
    const isSound = isFinitePass(pass) && model.hasFiniteWeights();
    const lossOn = async (pieces: readonly Batch[]) =>
      isSound ? lossFactor * (await evaluate(model, pieces, turn)) : Number.NaN;
    const losses = async () => ({
      ...(val && { valLoss: await lossOn(val) }),
      testLoss: await lossOn(test),
    });
    const record: EpochRecord = {
      epoch,
      trainLoss: lossFactor * pass.trainLoss,
      gradientNorm: pass.gradientNorm,
      ...(await (average === undefined ? losses() : average.during(losses))),
      learningRate: optimizer.learningRate,
      seconds: before.seconds + (performance.now() - started) / 1000,
    };
    if (!keepsHistory) history.pop();
    history.push(record);
    const outcome = await onEpoch?.(record);
    if (!isFiniteRecord(record)) return { status: 'diverged', epochs: epoch, history };
    if (outcome) return { status: outcome, epochs: epoch, history };
  }
  return { status: 'completed', epochs: Math.max(before.epoch, epochs), history };
}

/** Whether training can go on from there. */
export function isFiniteRecord({ valLoss, testLoss }: EpochRecord): boolean {
  return Number.isFinite(testLoss) && Number.isFinite(valLoss ?? 0);
}

/** One pass over the batches; ends at the first whose loss or gradient is not finite, and gives those. */
async function trainOneEpoch(options: TrainingLoopOptions, turn: () => Promise<void>): Promise<Pass> {
  let rows = 0;
  let lossSum = 0;
  let normSum = 0;
  for await (const batch of options.batches.epoch()) {
    await turn();
    const pass = await trainOnBatch(options, batch, turn);
    if (!isFinitePass(pass)) return pass;
    rows += batch.rows;
    lossSum += pass.trainLoss * batch.rows;
    normSum += pass.gradientNorm * batch.rows;
  }
  return { trainLoss: lossSum / rows, gradientNorm: normSum / rows };
}
