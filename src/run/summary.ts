import type { Backend } from '../engine/engine.js';
import { type EpochRecord, medianMillisecondsPerEpoch, type TrainingStatus } from '../training/history.js';
import type { RegressionMetrics } from '../training/regressionMetrics.js';
import { version } from '../version.js';

/** Where a run's time goes, in the order of the stages; the seconds of each. */
export type Stage = 'start' | 'engine' | 'data' | 'training' | 'charts' | 'files';
export type StageSeconds = Partial<Record<Stage, number>>;

/** summary.json, which `--json` prints too. A value that is not finite is null. */
export interface Summary {
  status: TrainingStatus;
  /** Epochs that were run, the one that went wrong included. */
  epochs: number;
  train_loss: number | null;
  test_loss: number | null;
  test_rmse: number | null;
  test_mae: number | null;
  test_r2: number | null;
  parameters: number;
  backend: Backend;
  seconds: number;
  milliseconds_per_epoch: number | null;
  /** Of the whole process, until this file. */
  stage_seconds: StageSeconds;
  seed: number;
  name: string;
  version: string;
}

export function summarize(run: {
  status: TrainingStatus;
  history: readonly EpochRecord[];
  /** On the test rows; none if training diverged. */
  metrics: RegressionMetrics | undefined;
  parameters: number;
  backend: Backend;
  seed: number;
  name: string;
}): Omit<Summary, 'stage_seconds'> {
  const last = run.history.at(-1);
  return {
    status: run.status,
    epochs: run.history.length,
    train_loss: finite(last?.trainLoss),
    test_loss: finite(last?.testLoss),
    test_rmse: run.metrics?.rmse ?? null,
    test_mae: run.metrics?.mae ?? null,
    test_r2: run.metrics?.r2 ?? null,
    parameters: run.parameters,
    backend: run.backend,
    seconds: last?.seconds ?? 0,
    milliseconds_per_epoch: medianMillisecondsPerEpoch(run.history),
    seed: run.seed,
    name: run.name,
    version,
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
