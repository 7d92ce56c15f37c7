import type { Losses } from '../charts/parts/runChart.js';
import type { TrainConfig } from '../config/trainConfig.js';
import type { Dataset } from '../data/dataset.js';
import type { Folds } from '../data/folds.js';
import type { ReadingProgress } from '../data/loadDataset.js';
import type { PreparedData } from '../data/prepare.js';
import type { RowCells } from '../data/rowCells.js';
import type { TargetScale } from '../data/targetScale.js';
import type { Choice } from '../engine/chooseEngine.js';
import type { RunReport } from '../pages/report.js';
import type { EarlierMetrics } from '../run/metrics.js';
import type { RunFolder } from '../run/runFolder.js';
import type { Summary } from '../run/summary.js';
import type { EpochRecord } from '../training/history.js';
import type { RegressionMetrics } from '../training/regressionMetrics.js';
import type { NamedValues, TrainingState } from '../training/trainingState.js';
import type { StageClock } from './stageClock.js';

/** A run that is ready to train. */
export interface Job {
  config: TrainConfig;
  /** The backend that computes, and why it was chosen. */
  engine: Choice;
  columns: Dataset['columns'];
  data: PreparedData;
  /** Of the file or the generated rows. */
  dataSha256: string;
  /** What its page shows of the test rows, if it is to have one. */
  testRows?: RowCells;
  dropped?: Dataset['dropped'];
  leftOut?: Dataset['leftOut'];
  /** What it begins with in place of drawn weights. */
  initialWeights?: NamedValues[] | undefined;
  /** The folds of the training rows, if it is to be cross-validated. */
  folds?: Folds;
  /** Locked by this process. */
  folder: RunFolder;
  /** Where an earlier process stood, and what it recorded. */
  resumeFrom?: { state: TrainingState; metrics: EarlierMetrics } | undefined;
  clock: StageClock;
  /** False where its pictures are not wanted: three take longer than a small training. */
  draws?: boolean | undefined;
}

/** What came of a job; its files are written. */
export interface JobOutcome {
  config: TrainConfig;
  folder: RunFolder;
  summary: Summary;
  /** Epochs equally far apart, with the first, the last and that of the lowest loss; all of a history that is short. */
  sample: readonly EpochRecord[];
  last: EpochRecord | undefined;
  /** What loss.png shows. */
  losses: Losses;
  /** The mean and the deviation of the training rows' targets, in their own units. */
  targets: readonly TargetScale[];
}

/**
 * What whoever waits for a job is told of it, and may say to it. No number depends on it, and every part of it may be left out:
 * a job prints nothing, ends no process and hears no signal.
 */
export interface JobWatcher {
  /** Takes a sentence for the user. */
  note?: (sentence: string) => void;
  /** A file is about to be read; `stop` is called when it is, or cannot be. */
  onReading?: (name: string) => ReadingProgress;
  /** The folder has its name, and the data and the engine are known. */
  onReady?: (job: Job) => void;
  /** A fold of the cross-validation, from 1, is through. */
  onFold?: (fold: number, of: number, metrics: RegressionMetrics) => void;
  onTraining?: (job: Job) => void;
  onEpoch?: (record: EpochRecord) => void;
  /** No epoch follows; what came of them is yet to be written. Called also where training failed. */
  onTrained?: (job: Job) => void;
  /** What the run's page shows, once all is written. */
  onReport?: (report: RunReport) => void;
  /** Whether training is to end after the epoch that has just ended. */
  isInterrupted?: () => boolean;
  /** Sees to it that `free` is called if the process ends before the job; gives what takes that back. */
  guard?: (free: () => void) => () => void;
}
