import { inReportedUnit } from '../model/losses/loss.js';
import { createTurns } from '../turns.js';
import type { Batch } from './batches.js';
import { evaluate } from './evaluate.js';
import type { EpochRecord, TrainingResult, TrainingStatus } from './history.js';
import type { Session } from './session.js';
import { isFinitePass, type Pass } from './trainStep.js';

/** What a loop is run with beside its session. */
interface LoopParts {
  /** The validation rows in pieces, if any. */
  val?: readonly Batch[] | undefined;
  /** The test rows in pieces. */
  test: readonly Batch[];
  epochs: number;
  /** How many of the units that losses are reported in are one of the model's. */
  targetScale: number;
  /** The epochs that were trained before, and how long they took; training goes on after them. */
  before: Pick<EpochRecord, 'epoch' | 'seconds'>;
  /** Whether the result has the history; without it a long training takes no more room than a short one. */
  keepsHistory: boolean;
  /** Called after every epoch, the one that went wrong included. A status ends training with it. */
  onEpoch: (record: EpochRecord) => Promise<EpochOutcome>;
}

/** What the caller says after an epoch: nothing to go on, or how training is to end. */
export type EpochOutcome = TrainingStatus | undefined;

/**
 * Trains the session's model: until `epochs` passes are done, a loss is no longer finite or the caller ends it. The caller
 * keeps the session and the data, and disposes of them.
 */
export async function runTrainingLoop(
  session: Session,
  { val, test, epochs, targetScale, before, keepsHistory, onEpoch }: LoopParts,
): Promise<TrainingResult> {
  const { model, loss, optimizer, average } = session;
  const reported = (value: number) => inReportedUnit(loss, value, targetScale);
  const history: EpochRecord[] = [];
  const started = performance.now();
  // The engine computes without pause; signals and output are served between batches, and between the pieces of large ones.
  const turn = createTurns();
  for (let epoch = before.epoch + 1; epoch <= epochs; epoch++) {
    const pass = await trainOneEpoch(session, epoch, turn);
    const isSound = isFinitePass(pass) && model.hasFiniteWeights();
    const lossOn = async (pieces: readonly Batch[]) =>
      isSound ? reported(await evaluate(session, pieces, turn)) : Number.NaN;
    const losses = async () => ({
      ...(val && { valLoss: await lossOn(val) }),
      testLoss: await lossOn(test),
    });
    const record: EpochRecord = {
      epoch,
      trainLoss: reported(pass.trainLoss),
      gradientNorm: pass.gradientNorm,
      ...(await (average === undefined ? losses() : average.during(losses))),
      learningRate: optimizer.learningRate,
      seconds: before.seconds + (performance.now() - started) / 1000,
    };
    if (!keepsHistory) history.pop();
    history.push(record);
    const outcome = await onEpoch(record);
    if (!isFiniteRecord(record)) return { status: 'diverged', epochs: epoch, history };
    if (outcome) return { status: outcome, epochs: epoch, history };
  }
  return { status: 'completed', epochs: Math.max(before.epoch, epochs), history };
}

/** Whether training can go on from there. */
export function isFiniteRecord({ valLoss, testLoss }: EpochRecord): boolean {
  return Number.isFinite(testLoss) && Number.isFinite(valLoss ?? 0);
}

/** One pass over the batches; of one that ends at a loss or gradient that is not finite, those. */
async function trainOneEpoch(session: Session, epoch: number, turn: () => Promise<void>): Promise<Pass> {
  let rows = 0;
  let lossSum = 0;
  let normSum = 0;
  for await (const pass of session.epoch(epoch, turn)) {
    if (!isFinitePass(pass)) return pass;
    rows += pass.rows;
    lossSum += pass.trainLoss * pass.rows;
    normSum += pass.gradientNorm * pass.rows;
  }
  return { trainLoss: lossSum / rows, gradientNorm: normSum / rows };
}
