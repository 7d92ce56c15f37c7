import type { TrainConfig } from '../config/trainConfig.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';
import { type FoldResult, summarizeFolds } from '../run/folds.js';
import { type RunOutcome, type Summary, summarize } from '../run/summary.js';
import type { Baselines } from '../training/baselines/baselines.js';
import { targetMetrics } from '../training/targetMetrics.js';
import type { TrainedModel } from '../training/trainModel.js';
import type { Job } from './job.js';

/** What came of a job's training, and of its epochs. */
interface Trained
  extends Pick<RunOutcome, 'predictsWith' | 'record' | 'seconds' | 'millisecondsPerEpoch' | 'name'> {
  trained: TrainedModel;
  /** Each target's. */
  baselines: readonly Baselines[];
  folds: readonly FoldResult[] | undefined;
}

/** The epoch whose weights a run predicts with: the best one if there is a patience, unless it diverged. */
export function epochToPredictWith(
  { training }: TrainConfig,
  { status, epochs, bestEpoch }: TrainedModel,
): number {
  const predictsWithBest = training.patience !== undefined && status !== 'diverged';
  return predictsWithBest ? (bestEpoch ?? epochs) : epochs;
}

/** The summary of a job, whether its files are written or not. */
export function summarizeJob(
  job: Omit<Job, 'folder' | 'clock'>,
  { trained, folds, baselines, ...outcome }: Trained,
): Omit<Summary, 'stage_seconds'> {
  const { config, data } = job;
  const { targets } = job.columns;
  const { status, epochs, bestEpoch, predictions } = trained;
  const metrics = predictions && targetMetrics(data.test.actual, predictions.test);
  const valMetrics = data.val && predictions?.val && targetMetrics(data.val.actual, predictions.val);
  return summarize({
    ...outcome,
    status,
    epochs,
    bestEpoch,
    loss: config.model.loss.name,
    targets: targets.map((name, i) => ({
      name,
      metrics: metrics?.[i],
      valMetrics: valMetrics?.[i],
      baselines: baselines[i] as Baselines,
    })),
    rows: { train: data.train.x.rows, val: data.val?.x.rows, test: data.test.x.rows },
    dropped: job.dropped,
    folds: folds && summarizeFolds(folds),
    features: data.train.x.columns,
    parameters: parameterCount(layerSizes(data.train.x.columns, config.model.hidden, targets.length)),
    backend: job.engine.backend,
    seed: config.seed,
  });
}
