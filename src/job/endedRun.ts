import { join } from 'node:path';
import type { ChartedRun } from '../charts/parts/runChart.js';
import { settingsOf } from '../config/configFileValues.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { targetsOf } from '../data/settings.js';
import { AdamTrainError } from '../errors.js';
import { formatPlural } from '../format.js';
import { checkTrace } from '../run/checkTrace.js';
import { metricsFileName } from '../run/metrics.js';
import {
  hasPredictions,
  type Predictions,
  predictionsFileName,
  readPredictions,
} from '../run/predictions.js';
import { readRun } from '../run/readRun.js';
import { isSweepFolder } from '../run/runFolder.js';
import { type Summary, summaryFileName } from '../run/summary.js';
import { hasTrace, readTrace, traceFileName } from '../run/trace.js';
import { shellWord } from '../text.js';
import { inTurns } from '../turns.js';
import { chartedRun } from './chartedRun.js';
import { digestHistory } from './historyDigest.js';

/** A run that has ended, as its folder tells of it. */
export interface EndedRun {
  config: TrainConfig;
  summary: Summary;
  charted: ChartedRun;
  /** Of the test rows; none if the run diverged, or lost them to a sweep's `--keep`. */
  test: Predictions | undefined;
}

/** How a run is drawn otherwise than it was. */
export interface Drawing {
  /** Of the loss chart, in logical pixels. */
  width?: number | undefined;
  yScale?: TrainConfig['output']['yScale'] | undefined;
}

/**
 * Reads what a run that has ended shows, without training.
 *
 * @param note takes what is to be said of files that lack something
 * @throws UsageError if the folder is no run's
 * @throws AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export async function endedRun(
  folder: string,
  { width, yScale }: Drawing,
  note: (sentence: string) => void,
): Promise<EndedRun> {
  const run = readRun(folder);
  const { environment, summary } = run;
  const resolved = resolveTrainConfig(settingsOf(run));
  const config = {
    ...resolved.config,
    output: { ...resolved.config.output, ...(yScale && { yScale }) },
  };
  if (summary === undefined) {
    throw new AdamTrainError(
      `${run.folder.file(summaryFileName)} is missing; let the run end, or go on with adam-train resume ${shellWord(folder)}.`,
    );
  }
  const history = await inTurns(
    digestHistory(join(folder, metricsFileName), {
      epochs: summary.epochs,
      bestEpoch: summary.best_epoch ?? undefined,
      counter: summaryFileName,
      width,
    }),
  );
  const isTrimmed = !hasPredictions(folder) && isSweepFolder(join(folder, '..'));
  const test =
    summary.status === 'diverged' || isTrimmed
      ? undefined
      : await inTurns(
          readPredictions(join(folder, predictionsFileName), 'test', targetsOf(config.data), {
            train: summary.train_rows,
            val: summary.val_rows ?? 0,
            test: summary.test_rows,
          }),
        );
  if (summary.status === 'diverged') note('The run diverged, and so has no predictions to draw.');
  else if (isTrimmed)
    note(
      'The sweep kept the predictions of its best trials alone (--keep), and so the losses are all there is to draw.',
    );
  const tracePath = run.folder.file(traceFileName);
  if (hasTrace(run.folder)) await sayGaps(tracePath, config, summary, note);
  const trace = hasTrace(run.folder) ? await inTurns(readTrace(tracePath, summary.epochs)) : [];
  // A summary that was edited may have lost its name.
  const named = { ...summary, name: summary.name ?? run.folder.name };
  const charted = chartedRun(config, environment.engine, named, { history: history.drawn, test, trace });
  return { config, summary: named, charted, test };
}

/** Counts trace.csv, and says how much it lacks of a run that lost a part of it on the way. */
async function sayGaps(
  path: string,
  { model: { hidden } }: TrainConfig,
  { epochs, status }: Summary,
  note: (sentence: string) => void,
): Promise<void> {
  const linesAStep = 2 * (hidden.length + 1) + 1; // weight and bias of each layer, and all of them
  const lacking = await inTurns(checkTrace(path, { epochs, linesAStep, hasLastStep: status !== 'diverged' }));
  if (lacking > 0)
    note(`${path} lacks ${formatPlural(lacking, 'epoch')} of ${epochs}; adam.png leaves them out.`);
}
