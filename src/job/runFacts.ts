import { basename, resolve } from 'node:path';
import { settingsOf } from '../config/configFileValues.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { type LastEpoch, lastEpoch } from '../run/lastEpoch.js';
import { lockHolder } from '../run/lockHolder.js';
import { readRun } from '../run/readRun.js';
import type { Summary } from '../run/summary.js';
import { type TrialStatus, trialEnd } from '../run/trialStatus.js';
import type { TrainingStatus } from '../training/history.js';
import { type FigureName, figureNames } from './metricNames.js';

/**
 * How a run stands: at work; killed, or ended by an error or a second Ctrl-C before its summary; or as its training ended. A sweep
 * knows better of its trials: one that was pruned is not interrupted.
 */
export type RunStatus = TrainingStatus | TrialStatus | 'running' | 'killed' | 'unfinished';

/** What a run's folder tells of the run, whether it has ended or not. */
export interface RunFacts {
  name: string;
  path: string;
  status: RunStatus;
  config: TrainConfig;
  /** Of the file or the generated rows; runs of early versions have none. */
  dataSha256: string | undefined;
  /** None while it is at work, or where it did not end in order. */
  summary: Summary | undefined;
  epochs: number;
  plannedEpochs: number;
  figures: Figures;
}

/** Of a run without a summary there are the losses of its last epoch alone; a figure that there is none of is null. */
export type Figures = Record<FigureName, number | null>;

/**
 * Reads what a run's folder tells.
 *
 * @throws UsageError if it is no run's, or its settings were changed against their rules
 * @throws AdamTrainError (exit code 1) if its config.json or summary is damaged
 */
export function runFacts(path: string): RunFacts {
  const run = readRun(path);
  const { config } = resolveTrainConfig(settingsOf(run));
  const last = run.summary === undefined ? lastEpoch(path) : undefined;
  return {
    name: basename(resolve(path)),
    path,
    status: statusOf(path, run.summary),
    config,
    dataSha256: run.environment.dataSha256,
    summary: run.summary,
    epochs: run.summary?.epochs ?? last?.epoch ?? 0,
    plannedEpochs: config.training.epochs,
    figures: figuresOf(
      run.summary === undefined ? losses(last) : { ...run.summary, ...overFolds(run.summary) },
    ),
  };
}

function statusOf(path: string, summary: Summary | undefined): RunStatus {
  const holder = lockHolder(path);
  if (holder === 'living') return 'running';
  const trial = trialEnd(path);
  // Somebody may have gone on with a trial by itself.
  const isLast = summary === undefined || trial?.epochs === summary.epochs || trial?.status === 'failed';
  if (trial !== undefined && isLast) return trial.status;
  return summary?.status ?? (holder === 'killed' ? 'killed' : 'unfinished');
}

function losses(last: LastEpoch | undefined): Partial<Record<FigureName, unknown>> {
  return {
    train_loss: last?.trainLoss,
    val_loss: last?.valLoss,
    test_loss: last?.testLoss,
    seconds: last?.seconds,
  };
}

/** The means of a cross-validation, by the names that sweeps rank by. */
function overFolds({ folds }: Summary): Partial<Record<FigureName, unknown>> {
  return {
    cv_loss: folds?.loss?.mean,
    cv_rmse: folds?.rmse?.mean,
    cv_mae: folds?.mae?.mean,
    cv_r2: folds?.r2?.mean,
  };
}

/** Somebody may have written anything into a summary. */
function figuresOf(values: Partial<Record<FigureName, unknown>>): Figures {
  const entries = figureNames.map((name) => {
    const { [name]: value } = values;
    return [name, typeof value === 'number' && Number.isFinite(value) ? value : null];
  });
  return Object.fromEntries(entries) as Figures;
}
