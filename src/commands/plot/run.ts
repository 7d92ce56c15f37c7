import { join } from 'node:path';
import { type DrawnChart, drawCharts } from '../../charts/index.js';
import { settingsOf } from '../../config/configFileValues.js';
import { resolveTrainConfig } from '../../config/resolveTrain.js';
import type { TrainConfig } from '../../config/trainConfig.js';
import { print } from '../../console/print.js';
import { targetsOf } from '../../data/settings.js';
import { AdamTrainError } from '../../errors.js';
import { writeInto } from '../../files/output.js';
import { formatPlural } from '../../format.js';
import { chartedRun } from '../../job/chartedRun.js';
import { digestHistory } from '../../job/historyDigest.js';
import { checkTrace } from '../../run/checkTrace.js';
import { metricsFileName } from '../../run/metrics.js';
import { predictionsFileName, readPredictions } from '../../run/predictions.js';
import { readRun } from '../../run/readRun.js';
import type { Summary } from '../../run/summary.js';
import { hasTrace, readTrace, traceFileName } from '../../run/trace.js';
import type { GivenSettings } from '../../settings/given.js';
import { shellWord } from '../../text.js';
import { inTurns } from '../../turns.js';
import { type PlotSettingName, resolvePlotConfig } from './settings.js';

/**
 * `adam-train plot`: draws a run's charts again from its files, without training. All is read before anything is written.
 *
 * @throws UsageError if the folder is no run's, AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export async function plot(folder: string, given: GivenSettings<PlotSettingName>): Promise<void> {
  const { size, yScale, to = folder } = resolvePlotConfig(given);
  const run = readRun(folder);
  const { environment, summary } = run;
  const resolved = resolveTrainConfig(settingsOf(run));
  const config = {
    ...resolved.config,
    output: { ...resolved.config.output, ...(yScale && { yScale }) },
  };
  if (summary === undefined) {
    throw new AdamTrainError(
      `${run.folder.file('summary.json')} is missing; let the run end, or go on with adam-train resume ${shellWord(folder)}.`,
    );
  }
  const history = await inTurns(
    digestHistory(join(folder, metricsFileName), {
      epochs: summary.epochs,
      bestEpoch: summary.best_epoch ?? undefined,
      counter: 'summary.json',
      width: size?.width,
    }),
  );

  const test =
    summary.status === 'diverged'
      ? undefined
      : await inTurns(
          readPredictions(join(folder, predictionsFileName), 'test', targetsOf(config.data), {
            train: summary.train_rows,
            val: summary.val_rows ?? 0,
            test: summary.test_rows,
          }),
        );
  if (test === undefined) {
    print(process.stderr, 'The run diverged, and so has no predictions to draw.');
  }
  const tracePath = run.folder.file(traceFileName);
  if (hasTrace(run.folder)) await sayGaps(tracePath, config, summary);
  const trace = hasTrace(run.folder) ? await inTurns(readTrace(tracePath, summary.epochs)) : [];

  const shown = { history: history.drawn, test, trace };
  const named = { ...summary, name: summary.name ?? run.folder.name };
  const charted = chartedRun(config, environment.engine, named, shown);
  const pictures: DrawnChart[] = [];
  for await (const picture of drawCharts(charted, size)) pictures.push(picture);
  for (const { fileName, png } of pictures) print(process.stdout, writeInto(to, fileName, png));
}

/** Counts trace.csv, and says how much it lacks of a run that lost a part of it on the way. */
async function sayGaps(
  path: string,
  { model: { hidden } }: TrainConfig,
  { epochs, status }: Summary,
): Promise<void> {
  const linesAStep = 2 * (hidden.length + 1) + 1; // weight and bias of each layer, and all of them
  const lacking = await inTurns(checkTrace(path, { epochs, linesAStep, hasLastStep: status !== 'diverged' }));
  if (lacking > 0) {
    print(
      process.stderr,
      `${path} lacks ${formatPlural(lacking, 'epoch')} of ${epochs}; adam.png leaves them out.`,
    );
  }
}
