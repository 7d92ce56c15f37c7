import type { DroppedRows } from '../data/dataset.js';
import type { Backend } from '../engine/settings.js';
import type { LossName } from '../model/losses/index.js';
import type { Baselines } from '../training/baselines/baselines.js';
import type { Monitor } from '../training/earlyStopping.js';
import type { EpochRecord, TrainingStatus } from '../training/history.js';
import type { RegressionMetrics } from '../training/regressionMetrics.js';
import { meanFigure, meanMetrics } from '../training/targetMetrics.js';
import { version } from '../version.js';
import type { FoldsSummary } from './folds.js';

/** The file of a run's folder that says what came of it; it is there once the run has ended in order. */
export const summaryFileName = 'summary.json';

/** Where a run's time goes, in the order of the stages; the seconds of each. */
export type Stage = 'start' | 'engine' | 'data' | 'training' | 'baselines' | 'charts' | 'files';
export type StageSeconds = Partial<Record<Stage, number>>;

/** What came of one of several targets, under the names that the means have. */
type TargetSummary = { name: string } & Pick<
  Summary,
  | 'val_rmse'
  | 'val_mae'
  | 'val_r2'
  | 'test_rmse'
  | 'test_mae'
  | 'test_r2'
  | 'baseline_mean_r2'
  | 'baseline_linear_r2'
>;

/** summary.json, which `--json` prints too. A value that is not finite is null. */
export interface Summary {
  status: TrainingStatus;
  /** Epochs that were run, the one that went wrong included. */
  epochs: number;
  /** The one with the lowest loss of `best_of`; null if there is none. */
  best_epoch: number | null;
  /** Whose loss chose it: the validation rows', or the test rows' where there are none. */
  best_of: Monitor;
  /** Which loss the losses are of, by its name in --loss; absent in runs that could have no other than mse. */
  loss?: LossName;
  /** The epoch whose weights the run predicts with; the losses and metrics are of that one. */
  predicts_with_epoch: number;
  /** The losses as metrics.csv has them. */
  train_loss: number | null;
  val_loss?: number | null;
  test_loss: number | null;
  /** In the target's units, as test_rmse and both MAEs. */
  val_rmse?: number | null;
  val_mae?: number | null;
  val_r2?: number | null;
  test_rmse: number | null;
  test_mae: number | null;
  test_r2: number | null;
  /** Of the training rows' mean and of a linear fit to them on the same test rows; absent in runs of before there was such. */
  baseline_mean_r2?: number | null;
  /** null also where the features are too many for the fit. */
  baseline_linear_r2?: number | null;
  /** Of several targets each one's; the figures above are their means then. */
  targets?: TargetSummary[];
  train_rows: number;
  val_rows?: number;
  test_rows: number;
  /** What --missing drop left out, and the columns that had a missing cell, in the table's order. */
  dropped?: { rows: number; of: number; columns: string[] };
  /** Of the cross-validation: each figure's mean and deviation over the folds. */
  folds?: FoldsSummary;
  /** Columns of numbers that the model takes, a text column's categories each one. */
  features: number;
  /** The model's weights and biases. */
  parameters: number;
  backend: Backend;
  /** Of the training, wall time. */
  seconds: number;
  /** The median epoch's. */
  milliseconds_per_epoch: number | null;
  /** Of the whole process, until this file. */
  stage_seconds: StageSeconds;
  seed: number;
  name: string;
  /** The program's. */
  version: string;
}

/** What came of a target. */
interface TargetOutcome extends TargetResults {
  name: string;
}

interface TargetResults {
  /** On the test rows; none if training diverged. */
  metrics: RegressionMetrics | undefined;
  valMetrics: RegressionMetrics | undefined;
  baselines: Baselines;
}

export interface RunOutcome {
  status: TrainingStatus;
  /** Epochs that were run. */
  epochs: number;
  bestEpoch: number | undefined;
  /** Of the epoch whose weights the run predicts with; none if no epoch was run. */
  record: EpochRecord | undefined;
  predictsWith: number;
  loss: LossName;
  seconds: number;
  /** The median one's. */
  millisecondsPerEpoch: number | null;
  /** Each target's results. */
  targets: TargetOutcome[];
  rows: { train: number; val: number | undefined; test: number };
  dropped?: DroppedRows | undefined;
  folds?: FoldsSummary | undefined;
  features: number;
  parameters: number;
  backend: Backend;
  seed: number;
  name: string;
}

export function summarize(run: RunOutcome): Omit<Summary, 'stage_seconds'> {
  const { record, targets, rows, dropped, folds } = run;
  const hasVal = rows.val !== undefined;
  return {
    status: run.status,
    epochs: run.epochs,
    best_epoch: run.bestEpoch ?? null,
    best_of: hasVal ? 'val' : 'test',
    loss: run.loss,
    predicts_with_epoch: run.predictsWith,
    train_loss: finite(record?.trainLoss),
    ...(hasVal && { val_loss: finite(record?.valLoss) }),
    test_loss: finite(record?.testLoss),
    ...figuresOf(meanResults(targets), hasVal),
    ...(targets.length > 1 && { targets: targets.map((target) => summarizeTarget(target, hasVal)) }),
    train_rows: rows.train,
    ...(rows.val !== undefined && { val_rows: rows.val }),
    test_rows: rows.test,
    ...(dropped && { dropped: { ...dropped, columns: dropped.columns.map(({ name }) => name) } }),
    ...(folds && { folds }),
    features: run.features,
    parameters: run.parameters,
    backend: run.backend,
    seconds: run.seconds,
    milliseconds_per_epoch: run.millisecondsPerEpoch,
    seed: run.seed,
    name: run.name,
    version,
  };
}

function summarizeTarget({ name, ...results }: TargetOutcome, hasVal: boolean): TargetSummary {
  return { name, ...figuresOf(results, hasVal) };
}

/** The figures of a target, or their means over all, under the summary's names. */
function figuresOf(
  { metrics, valMetrics, baselines }: TargetResults,
  hasVal: boolean,
): Omit<TargetSummary, 'name'> {
  return {
    ...(hasVal && {
      val_rmse: valMetrics?.rmse ?? null,
      val_mae: valMetrics?.mae ?? null,
      val_r2: valMetrics?.r2 ?? null,
    }),
    test_rmse: metrics?.rmse ?? null,
    test_mae: metrics?.mae ?? null,
    test_r2: metrics?.r2 ?? null,
    baseline_mean_r2: baselines.meanR2,
    baseline_linear_r2: baselines.linearR2 ?? null,
  };
}

/** The targets' results in the mean, as scikit-learn averages them; one target's are its own. */
function meanResults(targets: readonly TargetOutcome[]): TargetResults {
  const mean = (metrics: (RegressionMetrics | undefined)[]) => {
    const there = metrics.filter((each) => each !== undefined);
    return there.length === 0 ? undefined : meanMetrics(there);
  };
  return {
    metrics: mean(targets.map(({ metrics }) => metrics)),
    valMetrics: mean(targets.map(({ valMetrics }) => valMetrics)),
    baselines: {
      meanR2: meanFigure(targets.map(({ baselines }) => baselines.meanR2)),
      linearR2: meanFigure(targets.map(({ baselines }) => baselines.linearR2 ?? null)),
    },
  };
}

/** The epoch that loss.png marks: the best one, where it is what the run predicts with or not the last. */
export function markedEpoch(
  { patience }: { patience: number | undefined },
  { best_epoch, best_of, epochs }: Pick<Summary, 'best_epoch' | 'best_of' | 'epochs'>,
): { bestEpoch?: number; bestOf: Monitor } {
  const isMarked = best_epoch !== null && (patience !== undefined || best_epoch < epochs);
  return { ...(isMarked && { bestEpoch: best_epoch }), bestOf: best_of };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
