import { momentarySettings } from '../config/outputSettings.js';
import type { FlatSettings } from '../config/trainSettings.js';
import type { SavedModel } from '../model/saved/savedModel.js';
import type { Summary } from '../run/summary.js';
import type { EpochRecord, TrainingStatus } from '../training/history.js';

/** A trained model and all that is needed to take it to new rows, as plain values that can be cloned and sent. */
export type Model = SavedModel;

/**
 * What a run says of the rows of one part of its data, in predictions.csv's order and the target's own units. A run on several
 * targets has as many numbers for each row, one row after another.
 */
export interface PredictedPart {
  /** Each row's index in the data, from 0: [rows] */
  row: Int32Array;
  /** [rows], or [rows, targets] */
  actual: Float64Array;
  /** [rows], or [rows, targets] */
  predicted: Float64Array;
}

/** summary.json; what only a run that wrote files has may be absent. */
export type RunSummary = Omit<Summary, 'stage_seconds' | 'name'> &
  Partial<Pick<Summary, 'stage_seconds' | 'name'>>;

/** A run: what `train` gives, and what `loadRun` reads back. */
export interface Run {
  /** How training ended; undefined where its run is yet to end. */
  status: TrainingStatus | undefined;
  /** Its settings by config.json's keys; without those of the terminal and of where its files went. */
  config: RunConfig;
  /** What summary.json holds; undefined where the run is yet to end. */
  summary: RunSummary | undefined;
  /** Each epoch's losses, as metrics.csv has them. */
  history: EpochRecord[];
  /** As predictions.csv has them; undefined if training diverged or is yet to end. */
  predictions: { train: PredictedPart; val?: PredictedPart; test: PredictedPart } | undefined;
  /** What it predicts with; undefined if training diverged. */
  model: Model | undefined;
  /** The run's folder, if it has one. */
  folder: string | undefined;
  /** What the command would have said of settings and data on the way, a sentence each. */
  notes: string[];
}

/** The settings of `adam-train train` by the keys of config.json; all may be left out. */
export type RunConfig = {
  -readonly [Key in keyof FlatSettings]?: Given<FlatSettings[Key]> | null | undefined;
};

/** A list that is given is not changed. */
type Given<Value> = Value extends (infer Item)[] ? readonly Item[] : Value;

/** Settings without those of the terminal and of where the files went, so that a run of them is another run. */
export function withoutMoment(settings: object): RunConfig {
  const kept = Object.entries(settings).filter(
    ([key, value]) => value !== undefined && !momentarySettings.includes(key),
  );
  return Object.fromEntries(kept);
}
