import { testRows } from '../config/testRows.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { generatedColumns } from '../data/columns.js';
import { loadTable } from '../data/csv/loadTable.js';
import type { Dataset } from '../data/dataset.js';
import { hashRows } from '../data/hashRows.js';
import { drawingRegression } from '../data/makeRegression.js';
import { type PreparedData, preparing } from '../data/prepare.js';
import { AdamTrainError, exitCodes } from '../errors.js';
import { formatPlural } from '../format.js';
import { checkModelSize } from '../model/modelSize.js';
import { inTurns } from '../turns.js';
import type { JobWatcher } from './job.js';

/** What a run keeps of its data: the raw rows are gone once they are prepared. */
export interface LoadedData extends Pick<Dataset, 'columns' | 'dropped'> {
  data: PreparedData;
  /** Of the file's bytes, or of the generated numbers, in hexadecimal. */
  sha256: string;
}

/**
 * Loads or generates the rows and prepares them for training.
 *
 * @param name what messages call the file
 * @throws AdamTrainError (exit code 3) if they cannot be trained on
 * @throws UsageError if the model would have too many parameters for so many columns
 */
export async function loadData(
  config: TrainConfig,
  { onReading }: JobWatcher,
  name?: string,
): Promise<LoadedData> {
  const dataset = await readDataset(config, onReading, name);
  checkRows(
    dataset.x.rows,
    config.data,
    name ?? (config.data.source === 'file' ? config.data.path : undefined),
  );
  checkModelSize(dataset.x.columns, config.model.hidden, '--hidden');
  const { columns, dropped } = dataset;
  const sha256 = dataset.sha256 ?? (await hashRows(dataset));
  const data = await inTurns(preparing(dataset, { ...config.data, seed: config.seed }));
  dataset.x.release?.();
  return { columns, sha256, ...(dropped && { dropped }), data };
}

async function readDataset(
  { data, seed }: TrainConfig,
  onReading: JobWatcher['onReading'],
  name?: string,
): Promise<Dataset> {
  if (data.source === 'generated') {
    const { x, y } = await inTurns(drawingRegression({ ...data, seed }));
    return { x, y, columns: generatedColumns(data.features) };
  }
  const { path } = data;
  const reading = onReading?.(name ?? path);
  try {
    return await loadTable({ ...data, name: name ?? path }, reading?.update);
  } finally {
    reading?.stop();
  }
}

/** The parts held out are rounded up, so it is the training part that can be left without a row. */
function checkRows(rows: number, { testSize, valSize }: TrainConfig['data'], name = 'The data'): void {
  const notTested = rows - testRows(rows, testSize);
  const left = valSize === undefined ? notTested : notTested - testRows(notTested, valSize);
  if (left >= 1) return;
  const sizes =
    valSize === undefined ? `--test-size ${testSize}` : `--test-size ${testSize} and --val-size ${valSize}`;
  throw new AdamTrainError(
    `${name} must have enough rows to train and test on, got ${formatPlural(rows, 'row')} with ${sizes}; add rows, or hold out fewer.`,
    exitCodes.badData,
  );
}
