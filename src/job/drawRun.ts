import { join } from 'node:path';
import { drawCharts } from '../charts/index.js';
import type { DrawnChart } from '../charts/parts/drawInTurn.js';
import type { ChartSize } from '../charts/png/size.js';
import { settingsOf } from '../config/configFileValues.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { targetsOf } from '../data/settings.js';
import { AdamTrainError } from '../errors.js';
import { formatPlural } from '../format.js';
import { checkTrace } from '../run/checkTrace.js';
import { metricsFileName } from '../run/metrics.js';
import { hasPredictions, predictionsFileName, readPredictions } from '../run/predictions.js';
import { readRun } from '../run/readRun.js';
import { isSweepFolder } from '../run/runFolder.js';
import { type Summary, summaryFileName } from '../run/summary.js';
import { hasTrace, readTrace, traceFileName } from '../run/trace.js';
import { shellWord } from '../text.js';
import { inTurns } from '../turns.js';
import { chartedRun } from './chartedRun.js';
import { digestHistory } from './historyDigest.js';

/** How a run is drawn otherwise than it was. */
interface Drawing {
  size?: ChartSize | undefined;
  yScale?: TrainConfig['output']['yScale'] | undefined;
}

/**
 * Draws a run's charts from its files, without training. All is read before the first is drawn.
 *
 * @param note takes what is to be said of files that lack something
 * @throws UsageError if the folder is no run's
 * @throws AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export async function drawRun(
  folder: string,
  { size, yScale }: Drawing,
  note: (sentence: string) => void,
): Promise<DrawnChart[]> {
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
      width: size?.width,
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
  const pictures: DrawnChart[] = [];
  for await (const picture of drawCharts(charted, size)) pictures.push(picture);
  return pictures;
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
