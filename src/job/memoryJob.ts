import type { TrainConfig } from '../config/trainConfig.js';
import type { TablePiece } from '../data/csv/rows/readTexts.js';
import { tableFormat } from '../data/csv/tableFormat.js';
import type { SavedModel } from '../model/saved/savedModel.js';
import type { Summary } from '../run/summary.js';
import { fittingBaselines } from '../training/baselines/baselines.js';
import { type EpochRecord, medianMillisecondsPerEpoch } from '../training/history.js';
import { layersOf } from '../training/trainedLayers.js';
import type { TrainingState } from '../training/trainingState.js';
import { type TrainedModel, trainModel } from '../training/trainModel.js';
import { inTurns } from '../turns.js';
import { crossValidate } from './crossValidate.js';
import { initialWeights } from './initialWeights.js';
import type { Job, JobWatcher } from './job.js';
import { jobEngine } from './jobEngine.js';
import { type LoadedData, loadData } from './loadData.js';
import { epochToPredictWith, summarizeJob } from './summarizeJob.js';

/** What came of a job that has no folder. */
export interface MemoryOutcome {
  data: LoadedData;
  history: readonly EpochRecord[];
  predictions: TrainedModel['predictions'];
  summary: Omit<Summary, 'stage_seconds'>;
  /** What it predicts with; none if training diverged. */
  model: SavedModel | undefined;
}

/**
 * A whole run that writes nothing: the same numbers as `trainJob` writes.
 *
 * @param pieces the rows, where they are in memory
 * @throws AdamTrainError if the data cannot be trained on or the engine does not load
 */
export async function memoryJob(
  config: TrainConfig,
  { watcher, pieces }: { watcher: JobWatcher; pieces?: Iterable<TablePiece> | undefined },
): Promise<MemoryOutcome> {
  const data = await loadData(config, watcher, { name: pieces && 'data', pieces });
  const weights = await initialWeights(config.model, data.columns);
  const engine = await jobEngine(config, data.data.train, watcher.note);
  const job = { config, engine, ...data, dataSha256: data.sha256 };
  const folds =
    data.folds && (await crossValidate(config, data.folds, watcher, { earlier: [], keep: () => {} }));
  data.folds?.release();

  let state: TrainingState | undefined;
  const trained = await trainModel(config, data.data, {
    initialWeights: weights,
    isInterrupted: watcher.isInterrupted,
    ...(watcher.onEpoch && { onEpoch: watcher.onEpoch }),
    onCheckpoint: (last) => {
      state = last;
    },
  });
  const { status, history, predictions } = trained;
  const predictsWith = epochToPredictWith(config, trained);
  const summary = summarizeJob(job, {
    ...{ trained, predictsWith, folds, name: '' },
    baselines: await inTurns(fittingBaselines(data.data)),
    record: history[predictsWith - 1],
    seconds: history.at(-1)?.seconds ?? 0,
    millisecondsPerEpoch: medianMillisecondsPerEpoch(history.map(({ seconds }) => seconds)),
  });
  const isSound = status !== 'diverged' && state !== undefined;
  const model = isSound ? modelOf(job, state as TrainingState) : undefined;
  return { data, history, predictions, summary, model };
}

function modelOf(
  { config, columns, data }: Pick<Job, 'config' | 'columns' | 'data'>,
  state: TrainingState,
): SavedModel {
  const { activation, hidden } = config.model;
  const predictsWithBest = config.training.patience !== undefined;
  const { scaler, targets, fill } = data;
  return {
    ...{ columns, activation, scaler, targets },
    cells: tableFormat(config.data.source === 'file' ? config.data : {}),
    ...(fill && { fill }),
    layers: layersOf(state, { predictsWithBest, layers: hidden.length + 1 }),
  };
}
