import type { TrainConfig } from '../config/trainOptions.js';
import { generatedColumns } from '../data/columns.js';
import type { Dataset } from '../data/dataset.js';
import { drawRegression } from '../data/makeRegression.js';
import { type PreparedData, prepare } from '../data/prepare.js';
import { AdamTrainError } from '../errors.js';

/** What a run keeps of its data: the raw rows are gone once they are prepared. */
export interface LoadedData extends Pick<Dataset, 'columns' | 'sha256'> {
  data: PreparedData;
}

/**
 * Loads or generates the rows and prepares them for training.
 *
 * @param base what the file's path is relative to, if it is not to be found from here
 */
export async function loadData(config: TrainConfig, base?: string): Promise<LoadedData> {
  const dataset = await readDataset(config, base);
  const { columns, sha256 } = dataset;
  return { columns, ...(sha256 && { sha256 }), data: prepare(dataset, config) };
}

async function readDataset(config: TrainConfig, _base?: string): Promise<Dataset> {
  if (config.data === undefined) {
    const { x, y } = drawRegression(config);
    return { x, y, columns: generatedColumns(config.features) };
  }
  throw new AdamTrainError('not yet');
}
