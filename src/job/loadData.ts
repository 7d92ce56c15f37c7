import type { TrainConfig } from '../config/trainConfig.js';
import type { TablePiece } from '../data/csv/rows/readTexts.js';
import type { Dataset } from '../data/dataset.js';
import { type Folds, foldsIn } from '../data/folds.js';
import { loadDataset } from '../data/loadDataset.js';
import { type PreparedData, preparingParts, splittingRows } from '../data/prepare.js';
import { type RowCells, rowCells } from '../data/rowCells.js';
import { checkModelSize } from '../model/modelSize.js';
import { inTurns } from '../turns.js';
import type { JobWatcher } from './job.js';

/** What is to be kept of the test rows as the data have them. */
export interface ShownRows {
  /** Which of so many rows, where there are so many targets. */
  places: (rows: number, targets: number) => ArrayLike<number>;
  /** How many columns at most. */
  columns: number;
}

/** What a run keeps of its data: the raw rows are gone once they are prepared, and cross-validated if asked for. */
export interface LoadedData extends Pick<Dataset, 'columns' | 'dropped' | 'leftOut' | 'sha256'> {
  data: PreparedData;
  /** What the run's page shows of the test rows, if it is to have one. */
  testRows?: RowCells;
  /** The folds of the training rows, if asked for; they hold the raw rows until these are released. */
  folds?: Folds;
}

/**
 * Loads or generates the rows and prepares them for training.
 *
 * @param options `name`: what messages call the file; `pieces`: the rows themselves, where they are in memory already; `shown`:
 *   what the run's page is to show of the test rows, if it is to have one
 * @throws AdamTrainError (exit code 3) if they cannot be trained on
 * @throws UsageError if the model would have too many parameters for so many columns
 */
export async function loadData(
  { data, seed, model }: TrainConfig,
  { onReading }: JobWatcher,
  {
    name,
    pieces,
    shown,
  }: {
    name?: string | undefined;
    pieces?: Iterable<TablePiece> | undefined;
    shown?: ShownRows | undefined;
  } = {},
): Promise<LoadedData> {
  const settings = { ...data, seed: data.splitSeed ?? seed };
  const dataset = await loadDataset(settings, { name, onReading, pieces });
  const { x, y, columns, dropped, leftOut, sha256 } = dataset;
  checkModelSize({ features: x.columns, hidden: model.hidden, targets: y.columns }, '--hidden');
  const indices = await inTurns(splittingRows(x.rows, settings));
  const prepared = await inTurns(preparingParts(dataset, indices, data.standardizeTarget));
  const testRows = shown && cellsOfTestRows(dataset, indices.test, shown);
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
    ...(testRows && { testRows }),
    ...(folds && { folds }),
  };
}

/** Of the rows that the page shows. */
function cellsOfTestRows(dataset: Dataset, test: Int32Array, { places, columns }: ShownRows): RowCells {
  const rows = Array.from(places(test.length, dataset.y.columns), (i) => test[i] as number);
  return rowCells(dataset, rows, columns);
}
