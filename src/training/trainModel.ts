import type { Part, PreparedData } from '../data/prepare.js';
import { lossScale } from '../data/targetScale.js';
import { Held } from '../model/held.js';
import { allPieces, disposePieces } from './batches.js';
import { betterOf, isPatienceOver, monitoredLoss } from './earlyStopping.js';
import type { EpochRecord, TrainingResult } from './history.js';
import { type Predictions, predictAll } from './predict.js';
import { createSession, type SessionSettings } from './session.js';
import type { TrainingConfig } from './settings.js';
import { stepsPerEpoch } from './settings.js';
import type { TraceRow } from './trace/adamTrace.js';
import { StepTracer } from './trace/stepTracer.js';
import { type EpochOutcome, isFiniteRecord, runTrainingLoop } from './trainingLoop.js';
import { type BestWeights, type NamedValues, type TrainingState, writeWeights } from './trainingState.js';

/** The settings that a whole training depends on. */
export interface TrainingSettings extends SessionSettings {
  training: SessionSettings['training'] & Pick<TrainingConfig, 'epochs' | 'minDelta'>;
}

/** What the caller hears of training, and says to it. */
export interface TrainingHooks {
  onEpoch?: (record: EpochRecord) => void;
  /** Whether the result has the history; true if absent. */
  keepsHistory?: boolean;
  /** Takes the state when a checkpoint is due, and at the end; not that of a training that diverged. */
  onCheckpoint?: (state: TrainingState) => void;
  /** Takes what is traced of Adam's steps, which then must be those of Adam or AdamW; without it nothing is traced. */
  onTrace?: ((rows: TraceRow[]) => void) | undefined;
  /** Whether training is to end after the epoch that has just ended. */
  isInterrupted?: (() => boolean) | undefined;
  /** What a new training begins with, in place of drawn weights. */
  initialWeights?: NamedValues[] | undefined;
  /** Where an earlier training of the same settings and data stood. */
  resumeFrom?: TrainingState | undefined;
}

export interface TrainedModel extends TrainingResult {
  /** The epoch with the lowest validation (else test) loss; none if the first one went wrong. */
  bestEpoch?: number;
  /** What the model says of each row in the targets' units, in the parts' order: [rows, targets]; none if it diverged. */
  predictions?: Predictions;
}

/**
 * Trains a model and predicts every row, with the best weights if there is a patience and with the last ones if not. Every
 * tensor made here is freed here.
 */
export async function trainModel(
  settings: TrainingSettings,
  data: PreparedData,
  hooks: TrainingHooks = {},
): Promise<TrainedModel> {
  const held = new Held();
  try {
    return await trainHeld(settings, data, hooks, held);
  } finally {
    held.dispose();
  }
}

/** The same, with the tensors given to who frees them. */
async function trainHeld(
  settings: TrainingSettings,
  data: PreparedData,
  hooks: TrainingHooks,
  held: Held,
): Promise<TrainedModel> {
  const { batchSize, epochs, patience, minDelta, checkpointEvery } = settings.training;
  const { resumeFrom, onTrace } = hooks;
  const tracer =
    onTrace &&
    new StepTracer({ stepsPerEpoch: stepsPerEpoch(batchSize, data.train.x.rows), epochs }, onTrace);
  const session = held.hold(await createSession(settings, data.train, tracer, hooks.initialWeights));
  const piecesOf = (part: Part) => {
    const pieces = allPieces(part, session.evaluatedRows);
    held.hold({ dispose: () => disposePieces(pieces) });
    return pieces;
  };
  const test = piecesOf(data.test);
  const val = data.val && piecesOf(data.val);
  if (resumeFrom !== undefined) await session.restore(resumeFrom);

  let best: BestWeights | undefined = resumeFrom?.best;
  const isCheckpointDue = checkpointClock(checkpointEvery);
  const checkpoint = async ({ epoch, seconds }: Pick<EpochRecord, 'epoch' | 'seconds'>) =>
    hooks.onCheckpoint?.({ epoch, seconds, ...(await session.state()), best: best as BestWeights });
  const afterEpoch = async (record: EpochRecord): Promise<EpochOutcome> => {
    hooks.onEpoch?.(record);
    if (!isFiniteRecord(record)) return undefined;
    session.observe(record.epoch, monitoredLoss(record));
    const better = betterOf(best, record, minDelta);
    if (better !== best) best = { ...better, weights: session.evaluatedWeights() };
    if (isPatienceOver(best, record.epoch, patience) && record.epoch < epochs) return 'early-stopped';
    if (record.epoch === epochs) return undefined;
    if (hooks.isInterrupted?.()) return 'interrupted';
    if (isCheckpointDue(record.epoch)) await checkpoint(record);
    return undefined;
  };

  const before = { epoch: resumeFrom?.epoch ?? 0, seconds: resumeFrom?.seconds ?? 0 };
  const isOver = resumeFrom !== undefined && isPatienceOver(best, before.epoch, patience);
  const result: TrainingResult =
    isOver && before.epoch < epochs
      ? { status: 'early-stopped', epochs: before.epoch, history: [] }
      : await runTrainingLoop(session, {
          val,
          test,
          epochs,
          targetScale: lossScale(data.targets),
          before,
          keepsHistory: hooks.keepsHistory ?? true,
          onEpoch: afterEpoch,
        });
  const bestEpoch = best?.epoch;
  if (result.status === 'diverged') return { ...result, ...(bestEpoch && { bestEpoch }) };
  await checkpoint(result.history.at(-1) ?? before);
  const { model, evaluatedRows } = session;
  const ofBestEpoch = patience === undefined ? undefined : best?.weights;
  writeWeights(model, ofBestEpoch ?? session.evaluatedWeights());
  return {
    ...result,
    ...(bestEpoch && { bestEpoch }),
    predictions: await predictAll(model, data, evaluatedRows),
  };
}

const MILLISECONDS_BETWEEN_CHECKPOINTS = 1000;

/** Says after which epochs a checkpoint is due: every `epochs` of them, or about once a second. */
function checkpointClock(epochs: number | undefined): (epoch: number) => boolean {
  let last = performance.now();
  return (epoch) => {
    if (epochs !== undefined) return epoch % epochs === 0;
    if (performance.now() - last < MILLISECONDS_BETWEEN_CHECKPOINTS) return false;
    last = performance.now();
    return true;
  };
}
