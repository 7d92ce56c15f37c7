import type { TrainConfig } from '../config/trainConfig.js';
import type { TablePiece } from '../data/csv/rows/readTexts.js';
import type { Dataset } from '../data/dataset.js';
import { type Folds, foldsIn } from '../data/folds.js';
import { loadDataset } from '../data/loadDataset.js';
import { type PreparedData, preparingParts, splittingRows } from '../data/prepare.js';
import { checkModelSize } from '../model/modelSize.js';
import { inTurns } from '../turns.js';
import type { JobWatcher } from './job.js';

/** What a run keeps of its data: the raw rows are gone once they are prepared, and cross-validated if asked for. */
export interface LoadedData extends Pick<Dataset, 'columns' | 'dropped' | 'leftOut' | 'sha256'> {
  data: PreparedData;
  /** The folds of the training rows, if asked for; they hold the raw rows until these are released. */
  folds?: Folds;
}

/**
 * Loads or generates the rows and prepares them for training.
 *
 * @param name what messages call the file
 * @param pieces the rows themselves, where they are in memory already
 * @throws AdamTrainError (exit code 3) if they cannot be trained on
 * @throws UsageError if the model would have too many parameters for so many columns
 */
export async function loadData(
  { data, seed, model }: TrainConfig,
  { onReading }: JobWatcher,
  name?: string,
  pieces?: Iterable<TablePiece>,
): Promise<LoadedData> {
  const settings = { ...data, seed: data.splitSeed ?? seed };
  const dataset = await loadDataset(settings, { name, onReading, pieces });
  const { x, y, columns, dropped, leftOut, sha256 } = dataset;
  checkModelSize({ features: x.columns, hidden: model.hidden, targets: y.columns }, '--hidden');
  const indices = await inTurns(splittingRows(x.rows, settings));
  const prepared = await inTurns(preparingParts(dataset, indices, data.standardizeTarget));
  const folds =
    data.folds === undefined
      ? undefined
      : await foldsIn(dataset, indices, { ...settings, folds: data.folds });
  if (folds === undefined) x.release?.();
  return {
    columns,
    sha256,
    ...(dropped && { dropped }),
    ...(leftOut && { leftOut }),
    data: prepared,
    ...(folds && { folds }),
  };
}
