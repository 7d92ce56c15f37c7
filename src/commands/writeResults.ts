import { drawAdam, drawLoss, drawPredictions, drawResiduals } from '../charts/draw.js';
import { describeRun } from '../console/settings.js';
import { writePredictions } from '../run/predictionsFile.js';
import { readTrace } from '../run/readTrace.js';
import { markedEpoch, type Summary } from '../run/summary.js';
import { traceFileName } from '../run/traceFile.js';
import type { TrainedModel } from '../training/trainModel.js';
import type { Job } from './runJob.js';

/**
 * Writes a run's files: the numbers first, which cannot be drawn again if the disk fills up, and the summary last, which
 * says that all is there.
 */
export function writeResults(
  { config, backend, data, run: { folder }, clock }: Job,
  { history, predictions }: TrainedModel,
  outcome: Omit<Summary, 'stage_seconds'>,
): Summary {
  if (predictions !== undefined) writePredictions(folder, data, predictions);
  clock.end('files');
  const write = (name: string, png: Buffer) => {
    clock.end('charts');
    folder.write(name, png);
    clock.end('files');
  };
  write(
    'loss.png',
    drawLoss(history, describeRun(config, backend, outcome), {
      ...markedEpoch(config, outcome),
      yScale: config.yScale,
    }),
  );
  if (predictions !== undefined) {
    const metrics = { rmse: outcome.test_rmse, mae: outcome.test_mae, r2: outcome.test_r2 };
    const { actual } = data.test;
    const drawn = { actual, predicted: predictions.test, seed: config.seed, targetName: config.target };
    write('predictions.png', drawPredictions({ ...drawn, metrics }));
    write('residuals.png', drawResiduals(drawn));
  }
  if (config.trace) {
    const trace = readTrace(folder.file(traceFileName), history.length);
    // A run that goes wrong at once has none.
    if (trace.length > 0) write('adam.png', drawAdam(trace, describeRun(config, backend, outcome)));
  }
  const summary = { ...outcome, stage_seconds: clock.stages };
  folder.writeJson('summary.json', summary);
  return summary;
}
