import { join } from 'node:path';
import { drawAdam, drawLoss, drawPredictions, drawResiduals } from '../charts/draw.js';
import { type PlotOptionName, resolvePlotConfig } from '../config/plotOptions.js';
import { type GivenOptions, resolveTrainConfig } from '../config/resolve.js';
import type { TrainConfig } from '../config/trainOptions.js';
import { print } from '../console/print.js';
import { describeRun } from '../console/settings.js';
import { AdamTrainError } from '../errors.js';
import { writeInto } from '../files/output.js';
import { formatPlural } from '../format.js';
import { checkTrace } from '../run/checkTrace.js';
import { metricsFileName } from '../run/metrics.js';
import { readPredictions } from '../run/predictions.js';
import { readRun } from '../run/readRun.js';
import { markedEpoch, type Summary } from '../run/summary.js';
import { hasTrace, readTrace, traceFileName } from '../run/trace.js';
import { shellWord } from '../text.js';
import { regressionMetrics } from '../training/regressionMetrics.js';
import { inTurns } from '../turns.js';
import { digestHistory } from './historyDigest.js';
import { settingsOf } from './settingsOf.js';

/**
 * `adam-train plot`: draws a run's charts again from its files, without training. All is read before anything is written.
 *
 * @throws UsageError if the folder is no run's, AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export async function plot(folder: string, given: GivenOptions<PlotOptionName>): Promise<void> {
  const { size, yScale, to = folder } = resolvePlotConfig(given);
  const run = readRun(folder);
  const { environment, summary } = run;
  const { config } = resolveTrainConfig(settingsOf(run));
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

  const phrases = describeRun(config, environment.engine, summary);
  const pictures: [name: string, png: Buffer][] = [
    [
      'loss.png',
      await drawLoss(history.drawn, phrases, {
        ...markedEpoch(config, summary),
        yScale: yScale ?? config.yScale,
        size,
      }),
    ],
  ];
  if (summary.status === 'diverged') {
    print(process.stderr, 'The run diverged, and so has no predictions to draw.');
  } else {
    const test = await inTurns(
      readPredictions(join(folder, 'predictions.csv'), 'test', {
        train: summary.train_rows,
        val: summary.val_rows ?? 0,
        test: summary.test_rows,
      }),
    );
    const drawn = { ...test, seed: config.seed, targetName: config.target, size };
    const metrics = regressionMetrics(test.actual, test.predicted);
    pictures.push(['predictions.png', await drawPredictions({ ...drawn, metrics })]);
    pictures.push(['residuals.png', await drawResiduals(drawn)]);
  }

  if (hasTrace(run.folder)) await sayGaps(run.folder.file(traceFileName), config, summary);
  const trace = hasTrace(run.folder)
    ? await inTurns(readTrace(run.folder.file(traceFileName), summary.epochs))
    : [];
  if (trace.length > 0) pictures.push(['adam.png', await drawAdam(trace, phrases, size)]);

  for (const [name, png] of pictures) print(process.stdout, writeInto(to, name, png));
}

/** Counts trace.csv, and says how much it lacks of a run that lost a part of it on the way. */
async function sayGaps(path: string, { hidden }: TrainConfig, { epochs, status }: Summary): Promise<void> {
  const linesAStep = 2 * (hidden.length + 1) + 1; // weight and bias of each layer, and all of them
  const lacking = await inTurns(checkTrace(path, { epochs, linesAStep, hasLastStep: status !== 'diverged' }));
  if (lacking > 0) {
    print(
      process.stderr,
      `${path} lacks ${formatPlural(lacking, 'epoch')} of ${epochs}; adam.png leaves them out.`,
    );
  }
}
