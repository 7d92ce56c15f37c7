import { drawImportance, importanceChartName } from '../charts/importanceChart.js';
import type { ChartSize } from '../charts/png/size.js';
import { settingsOf } from '../config/configFileValues.js';
import { describeJob } from '../config/describe.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { useBackend } from '../engine/engine.js';
import type { Backend } from '../engine/settings.js';
import { AdamTrainError, badData, UsageError } from '../errors.js';
import { reportFileName } from '../pages/report.js';
import { readCheckpoint } from '../run/checkpoint/readCheckpoint.js';
import { readSavedModel } from '../run/checkpoint/savedModel.js';
import { importanceFileName, writeImportance } from '../run/importance.js';
import { type EarlierRun, findData, readRun } from '../run/readRun.js';
import type { RunFolder } from '../run/runFolder.js';
import { type PermutationImportance, permutationImportance } from '../training/permutationImportance.js';
import { createPredictor } from '../training/predict.js';
import type { JobWatcher } from './job.js';
import { loadData } from './loadData.js';
import { openRun } from './openRun.js';
import { reportRun } from './report/reportRun.js';
import { checkColumns, checkData, checkDataFile } from './sameRun.js';

/** How importance is measured and drawn. */
export interface ImportanceOptions {
  repeats: number;
  /** The run's own where it is absent. */
  seed: number | undefined;
  backend: Backend;
  /** Where the run's file of data is now, if it has moved. */
  data: string | undefined;
  size: ChartSize | undefined;
}

export interface ImportanceOutcome extends PermutationImportance {
  /** Test rows. */
  rows: number;
  seed: number;
  /** The paths of the files that were written. */
  files: string[];
}

/** What there is of importance in a run's folder; a run that goes on takes it away. */
export const importanceNames = [importanceFileName, importanceChartName];

/**
 * Measures on the test rows what each column of a run's table is worth to its model, and writes that into the run's folder.
 *
 * @returns the columns by falling importance
 * @throws UsageError if the folder is no run's, is in use, or its run has diverged
 * @throws AdamTrainError with exit code 3 if the data are no longer what they were, or have too few test rows
 */
export async function importanceJob(
  path: string,
  { repeats, seed: givenSeed, backend, data, size }: ImportanceOptions,
  watcher: Pick<JobWatcher, 'guard' | 'onReading' | 'note'> = {},
): Promise<ImportanceOutcome> {
  const run = openRun(readRun(path).folder, watcher.guard);
  try {
    const earlier = readRun(path); // again: another process may have worked there until the lock was ours
    checkSound(earlier);
    const model = readSavedModel(path);
    const config = configOf(earlier, data);
    checkDataFile(config, earlier);
    await useBackend(backend);
    const loaded = await loadData(config, watcher);
    const checkpoint = readCheckpoint(path);
    checkData(loaded.sha256, config, { checkpoint, environment: earlier.environment });
    if (checkpoint !== undefined) checkColumns(loaded.columns, checkpoint, earlier);

    const { train, val, test } = loaded.data;
    const seed = givenSeed ?? config.seed;
    const predictor = createPredictor(model);
    const explained = {
      columns: model.columns.features,
      x: test.x,
      actual: test.actual,
      predict: predictor.predictStandardized,
    };
    const found = await permutationImportance(explained, { repeats, seed }).finally(() =>
      predictor.dispose(),
    );
    if (found === undefined) {
      throw badData(
        `The test rows of ${path} must have at least two different targets and finite predictions, so that there is an R² to lose; train anew, with a larger --test-size.`,
      );
    }
    const columns = [...found.columns].sort((a, b) => b.mean - a.mean);
    const rows = test.x.rows;
    const outcome = { r2: found.r2, columns, rows, seed };
    const sizes = { rows: train.x.rows + (val?.x.rows ?? 0) + rows, features: test.x.columns };
    const name = earlier.summary?.name ?? run.folder.name; // as its other pictures have it
    const settings = describeJob(config, sizes, earlier.environment.engine);
    const png = await drawImportance(outcome, [name, ...settings], size);
    writeImportance(run.folder, columns);
    run.folder.write(importanceChartName, png);
    const written = importanceNames.map((name) => run.folder.file(name));
    return { ...outcome, files: [...written, ...(await pageAnew(run.folder, watcher.note))] };
  } finally {
    run.close();
  }
}

/**
 * Writes a run's page again, which now has the importance too.
 *
 * @returns its path, if the run has one
 */
async function pageAnew(folder: RunFolder, note: JobWatcher['note']): Promise<string[]> {
  const path = folder.file(reportFileName);
  if (!folder.files().includes(path)) return [];
  try {
    folder.write(reportFileName, await reportRun(folder.path, () => {}));
    return [path];
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error;
    note?.(`${path} stays as it was: ${error.message}`);
    return [];
  }
}

/** @throws UsageError for a run that predicts nothing */
function checkSound({ folder, summary }: EarlierRun): void {
  if (summary?.status !== 'diverged') return;
  throw new UsageError(
    `A run to look into must be sound, and ${folder.path} diverged in epoch ${summary.epochs}; train anew, with a smaller --lr.`,
  );
}

/** The run's settings, at the place where its data are now; folds are of no use here. */
function configOf(earlier: EarlierRun, moved: string | undefined): TrainConfig {
  const { config } = resolveTrainConfig(settingsOf(earlier));
  const data = { ...config.data, folds: undefined };
  if (data.source === 'generated') {
    if (moved === undefined) return { ...config, data };
    throw new UsageError(
      `--data is about a file of data, and ${earlier.folder.path} generates its rows; leave it out.`,
    );
  }
  return { ...config, data: { ...data, path: moved ?? findData(data.path, earlier) } };
}
