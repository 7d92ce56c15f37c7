import { join } from 'node:path';
import { drawLoss, drawPredictions, drawResiduals } from '../charts/draw.js';
import { resolvePlotConfig } from '../config/plotOptions.js';
import { describeRun } from '../console/settings.js';
import { damaged } from '../run/damage.js';
import { readMetrics } from '../run/readMetrics.js';
import { readPredictions } from '../run/readPredictions.js';
import { readOutcome, readRunConfig } from '../run/readRun.js';
import { writeInto } from '../run/writeInto.js';
import { regressionMetrics } from '../training/regressionMetrics.js';

export interface PlotFlags {
  size?: string;
  yScale?: string;
  to?: string;
}

/**
 * `adam-train plot`: draws a run's charts again from its files, without training. All is read before anything is written.
 *
 * @throws UsageError if the folder is no run's, AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export function plot(folder: string, flags: PlotFlags): void {
  const { size, yScale, to = folder } = resolvePlotConfig(flags);
  const config = readRunConfig(folder);
  const outcome = readOutcome(folder);
  const metricsPath = join(folder, 'metrics.csv');
  const history = readMetrics(metricsPath);
  if (history.length !== outcome.epochs) {
    throw damaged(metricsPath, `it has ${history.length} epochs, and summary.json counts ${outcome.epochs}`);
  }

  const { bestEpoch, bestOf } = outcome;
  const pictures: [name: string, png: Buffer][] = [
    [
      'loss.png',
      drawLoss(history, describeRun(config, outcome.backend, outcome), {
        yScale: yScale ?? config.yScale,
        bestEpoch,
        bestOf,
        size,
      }),
    ],
  ];
  if (outcome.status === 'diverged') {
    process.stderr.write('The run diverged, and so has no predictions to draw.\n');
  } else {
    const test = readPredictions(join(folder, 'predictions.csv'), 'test');
    const drawn = { ...test, seed: config.seed, targetName: config.target, size };
    const metrics = regressionMetrics(test.actual, test.predicted);
    pictures.push(['predictions.png', drawPredictions({ ...drawn, metrics })]);
    pictures.push(['residuals.png', drawResiduals(drawn)]);
  }

  for (const [name, png] of pictures) process.stdout.write(`${writeInto(to, name, png)}\n`);
}
