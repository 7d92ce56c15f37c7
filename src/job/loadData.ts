import type { TrainConfig } from '../config/trainConfig.js';
import type { Dataset } from '../data/dataset.js';
import { loadDataset } from '../data/loadDataset.js';
import { type PreparedData, preparing } from '../data/prepare.js';
import { checkModelSize } from '../model/modelSize.js';
import { inTurns } from '../turns.js';
import type { JobWatcher } from './job.js';

/** What a run keeps of its data: the raw rows are gone once they are prepared. */
export interface LoadedData extends Pick<Dataset, 'columns' | 'dropped' | 'sha256'> {
  data: PreparedData;
}

/**
 * Loads or generates the rows and prepares them for training.
 *
 * @param name what messages call the file
 * @throws AdamTrainError (exit code 3) if they cannot be trained on
 * @throws UsageError if the model would have too many parameters for so many columns
 */
export async function loadData(
  { data, seed, model }: TrainConfig,
  { onReading }: JobWatcher,
  name?: string,
): Promise<LoadedData> {
  const settings = { ...data, seed };
  const dataset = await loadDataset(settings, { name, onReading });
  const { x, columns, dropped, sha256 } = dataset;
  checkModelSize(x.columns, model.hidden, '--hidden');
  const prepared = await inTurns(preparing(dataset, settings));
  x.release?.();
  return { columns, sha256, ...(dropped && { dropped }), data: prepared };
}
