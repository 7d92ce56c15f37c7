import type { OptimizerOptions } from '../config/optimizerTable.js';
import { type OptimizerOptionKey, optimizerOptionKeys } from '../config/optimizerValues.js';
import { resolveOptimizer } from '../config/resolveOptimizer.js';
import { type ScheduleOptionKey, scheduleSettings } from '../config/scheduleValues.js';
import type { TrainConfig } from '../config/trainOptions.js';
import type { Part, PreparedData } from '../data/prepare.js';
import { Held } from '../model/held.js';
import { drawingInitialWeights } from '../model/initialWeights.js';
import { Mlp } from '../model/mlp.js';
import { parameterCount } from '../model/parameterCount.js';
import { createOptimizer } from '../optimizers/createOptimizer.js';
import { TorchGenerator } from '../random/torchGenerator.js';
import { createSchedule } from '../schedules/createSchedule.js';
import { inTurns } from '../turns.js';
import { allPieces, disposePieces, fullBatch, shuffledBatches } from './batches.js';
import { createCheckpointClock } from './checkpointClock.js';
import { betterOf, isPatienceOver, monitoredLoss } from './earlyStopping.js';
import type { EpochRecord, TrainingResult } from './history.js';
import { rowsOfAPiece } from './pieceRows.js';
import { type Predictions, predictAll } from './predictParts.js';
import type { TraceRow } from './trace/adamTrace.js';
import { StepTracer } from './trace/stepTracer.js';
import { type EpochOutcome, isFiniteRecord, runTrainingLoop } from './trainingLoop.js';
import {
  type BestWeights,
  readOptimizer,
  readWeights,
  type TrainingState,
  writeOptimizer,
  writeWeights,
} from './trainingState.js';
import { WeightAverage } from './weightAverage.js';

/** What training depends on beside the data. */
type ModelSettings = Pick<
  TrainConfig,
  | 'seed'
  | 'hidden'
  | 'activation'
  | 'epochs'
  | 'batchSize'
  | 'patience'
  | 'minDelta'
  | 'checkpointEvery'
  | 'clipNorm'
  | 'clipValue'
  | 'ema'
  | 'optimizer'
  | OptimizerOptionKey
  | 'schedule'
  | 'warmup'
  | ScheduleOptionKey
>;

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
  isInterrupted?: () => boolean;
  /** Where an earlier training of the same settings and data stood. */
  resumeFrom?: TrainingState | undefined;
}

export interface TrainedModel extends TrainingResult {
  /** The epoch with the lowest validation (else test) loss; none if the first one went wrong. */
  bestEpoch?: number;
  /** What the model says of each row in the target's units, in the parts' order: [rows]; none if it diverged. */
  predictions?: Predictions;
}

/**
 * Builds the model as the reference script does, trains it and predicts every row, with the best weights if there is a
 * patience and with the last ones if not. One generator, seeded once, draws the initial weights layer by layer and then
 * each epoch's order. Every tensor made here is freed here.
 */
export async function trainModel(
  settings: ModelSettings,
  data: TrainingData,
  hooks: TrainingHooks = {},
): Promise<TrainedModel> {
  const held = new Held();
  try {
    return await trainHeld(settings, data, hooks, held);
  } finally {
    held.dispose();
  }
}

type TrainingData = Pick<PreparedData, 'train' | 'val' | 'test' | 'target'>;

/** The same, with the tensors given to who frees them. */
async function trainHeld(
  settings: ModelSettings,
  data: TrainingData,
  hooks: TrainingHooks,
  held: Held,
): Promise<TrainedModel> {
  const { patience, minDelta, checkpointEvery, epochs } = settings;
  const { resumeFrom } = hooks;
  const generator = new TorchGenerator(settings.seed);
  const sizes = [data.train.x.columns, ...settings.hidden, 1];
  const weights = await inTurns(drawingInitialWeights(generator, sizes));
  const model = held.hold(new Mlp(weights, settings.activation));
  const optimizer = held.hold(createOptimizer(settings.optimizer, optimizerSettings(settings)));
  const rates = createSchedule(
    { ...scheduleSettings(settings), warmup: settings.warmup, baseLearningRate: settings.learningRate },
    resumeFrom?.schedule,
  );
  const rows = rowsOfAPiece(parameterCount(sizes));
  const batches = held.hold(
    settings.batchSize === 'full'
      ? fullBatch(data.train, rows.trained)
      : shuffledBatches(data.train, settings.batchSize, generator, rows.trained),
  );
  const evaluated = (part: Part) => {
    const pieces = allPieces(part, rows.evaluated);
    held.hold({ dispose: () => disposePieces(pieces) });
    return pieces;
  };
  const test = evaluated(data.test);
  const val = data.val && evaluated(data.val);
  const average = settings.ema === undefined ? undefined : held.hold(new WeightAverage(model, settings.ema));
  const tracer =
    hooks.onTrace &&
    new StepTracer({
      model,
      optimizer,
      settings: resolveOptimizer('adam', tracedSettings(settings)),
      stepsPerEpoch: settings.batchSize === 'full' ? 1 : Math.ceil(data.train.x.rows / settings.batchSize),
      onRows: hooks.onTrace,
    });
  const readEvaluated = () => average?.read() ?? readWeights(model);
  let best: BestWeights | undefined = resumeFrom?.best;

  const clock = createCheckpointClock(checkpointEvery);
  const checkpoint = async ({ epoch, seconds }: Pick<EpochRecord, 'epoch' | 'seconds'>) =>
    hooks.onCheckpoint?.({
      epoch,
      seconds,
      weights: readWeights(model),
      ...(average && { average: average.read() }),
      optimizer: await readOptimizer(optimizer),
      generator: generator.state,
      ...(rates.state && { schedule: rates.state }),
      best: best as BestWeights,
    });
  const afterEpoch = async (record: EpochRecord): Promise<EpochOutcome> => {
    hooks.onEpoch?.(record);
    if (!isFiniteRecord(record)) return undefined;
    rates.observe(record.epoch, monitoredLoss(record));
    const better = betterOf(best, record, minDelta);
    if (better !== best) best = { ...better, weights: readEvaluated() };
    if (isPatienceOver(best, record.epoch, settings) && record.epoch < epochs) return 'early-stopped';
    if (record.epoch === epochs) return undefined;
    if (hooks.isInterrupted?.()) return 'interrupted';
    if (clock.isDue(record.epoch)) await checkpoint(record);
    return undefined;
  };

  if (resumeFrom !== undefined) {
    writeWeights(model, resumeFrom.weights);
    await writeOptimizer(optimizer, resumeFrom.optimizer);
    generator.state = resumeFrom.generator;
    if (resumeFrom.average !== undefined) average?.write(resumeFrom.average);
  }
  const before = { epoch: resumeFrom?.epoch ?? 0, seconds: resumeFrom?.seconds ?? 0 };
  const isOver = resumeFrom !== undefined && isPatienceOver(best, before.epoch, settings);
  const result: TrainingResult =
    isOver && before.epoch < epochs
      ? { status: 'early-stopped', epochs: before.epoch, history: [] }
      : await runTrainingLoop({
          model,
          optimizer,
          clipping: settings,
          average,
          tracer,
          batches,
          ...(val && { val }),
          test,
          epochs,
          rateFor: rates.rateFor,
          lossFactor: data.target.scale ** 2,
          before,
          ...(hooks.keepsHistory !== undefined && { keepsHistory: hooks.keepsHistory }),
          onEpoch: afterEpoch,
        });
  const bestEpoch = best?.epoch;
  if (result.status === 'diverged') return { ...result, ...(bestEpoch && { bestEpoch }) };
  await checkpoint(result.history.at(-1) ?? before);
  if (patience !== undefined && best !== undefined) writeWeights(model, best.weights);
  else if (average !== undefined) writeWeights(model, average.read());
  return {
    ...result,
    ...(bestEpoch && { bestEpoch }),
    predictions: await predictAll(model, data, rows.evaluated),
  };
}

/** The options that the chosen optimizer has. */
export function optimizerSettings(settings: ModelSettings): Partial<OptimizerOptions> {
  const own = optimizerOptionKeys.filter((key) => settings[key] !== undefined);
  return Object.fromEntries(own.map((key) => [key, settings[key]]));
}

/** Adam's and AdamW's settings that the trace is reckoned by. */
function tracedSettings({ beta1, beta2, epsilon, biasCorrection }: ModelSettings): Partial<OptimizerOptions> {
  return {
    ...(beta1 !== undefined && { beta1 }),
    ...(beta2 !== undefined && { beta2 }),
    ...(epsilon !== undefined && { epsilon }),
    ...(biasCorrection !== undefined && { biasCorrection }),
  };
}
