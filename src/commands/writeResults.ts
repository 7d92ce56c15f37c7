import { drawAdam, drawLoss, drawPredictions, drawResiduals } from '../charts/draw.js';
import { describeRun } from '../console/settings.js';
import { writePredictions } from '../run/predictions.js';
import { markedEpoch, type Summary } from '../run/summary.js';
import { readTrace, traceFileName } from '../run/trace.js';
import type { EpochRecord } from '../training/history.js';
import type { TrainedModel } from '../training/trainModel.js';
import { inTurns } from '../turns.js';
import type { Job } from './runJob.js';

/** The files that say what came of a run, but for the summary. */
export const resultNames = ['predictions.csv', 'loss.png', 'predictions.png', 'residuals.png', 'adam.png'];

/**
 * Writes a run's files: the numbers first, which cannot be drawn again if the disk fills up, and the summary last, which
 * says that all is there.
 *
 * @param drawn what loss.png shows of the history
 */
export async function writeResults(
  { config, backend, data, run: { folder }, clock }: Job,
  { epochs, predictions }: TrainedModel,
  outcome: Omit<Summary, 'stage_seconds'>,
  drawn: readonly EpochRecord[],
): Promise<Summary> {
  if (predictions !== undefined) await writePredictions(folder, data, predictions);
  clock.end('files');
  const write = (name: string, png: Buffer) => {
    clock.end('charts');
    folder.write(name, png);
    clock.end('files');
  };
  write(
    'loss.png',
    await drawLoss(drawn, describeRun(config, backend, outcome), {
      ...markedEpoch(config, outcome),
      yScale: config.yScale,
    }),
  );
  if (predictions !== undefined) {
    const metrics = { rmse: outcome.test_rmse, mae: outcome.test_mae, r2: outcome.test_r2 };
    const { actual } = data.test;
    const pairs = { actual, predicted: predictions.test, seed: config.seed, targetName: config.target };
    write('predictions.png', await drawPredictions({ ...pairs, metrics }));
    write('residuals.png', await drawResiduals(pairs));
  }
  if (config.trace) {
    const trace = await inTurns(readTrace(folder.file(traceFileName), epochs));
    // A run that goes wrong at once has none.
    if (trace.length > 0) write('adam.png', await drawAdam(trace, describeRun(config, backend, outcome)));
  }
  const summary = { ...outcome, stage_seconds: clock.stages };
  folder.writeJson('summary.json', summary);
  return summary;
}
