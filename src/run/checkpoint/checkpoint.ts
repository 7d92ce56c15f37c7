import type { PreparedData } from '../../data/prepare.js';
import type { Backend } from '../../engine/settings.js';
import type { SavedModel } from '../../model/saved/savedModel.js';
import type { TrainingState } from '../../training/trainingState.js';
import type { EarlierMetrics } from '../metrics.js';

/** What a checkpoint says of the model and its data beside the state of training. */
export interface CheckpointFacts extends Pick<SavedModel, 'columns' | 'cells' | 'activation'> {
  /** Layers, the output layer among them. */
  layers: number;
  /** Whether the run predicts with the best epoch's weights rather than the last one's. */
  predictsWithBest: boolean;
}

/** What a run began with and goes on with, so that nobody changes it on the way. */
export interface RunBeginning {
  /** The settings that the numbers depend on, by their names as JSON has them; null for one that is off. */
  settings: Record<string, unknown>;
  /** Settings that may change on the way, and with them the numbers: the schedule's horizon. */
  horizon: Record<string, unknown>;
  engine: Backend;
  /** Of the data, in hexadecimal. */
  dataSha256: string;
}

/** What takes raw rows to the model, and its outputs to target units. */
export type Preparation = Pick<PreparedData, 'scaler' | 'targets' | 'fill'>;

export const checkpointFormat = '2';

/** What is read of a checkpoint. */
export interface Checkpoint {
  facts: CheckpointFacts;
  /** Absent in format 1, which does not tell. */
  beginning?: RunBeginning;
  /** The units of each layer, the features first. */
  sizes: number[];
  preparation: Preparation;
  state: TrainingState;
  /** The history, or in format 2 what vouches for it. */
  metrics: EarlierMetrics;
}
