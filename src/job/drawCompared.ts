import { join } from 'node:path';
import { type ComparedCurve, drawComparison, leftOutPhrase } from '../charts/compareChart.js';
import { thinningHistory } from '../charts/loss/curves.js';
import { MOST_CURVES } from '../charts/parts/manyCurves.js';
import { AdamTrainError } from '../errors.js';
import { metricsFileName, readMetrics } from '../run/metrics.js';
import { ROWS_BETWEEN_PAUSES } from '../run/readRows.js';
import type { EpochRecord } from '../training/history.js';
import { inTurns, type Work } from '../turns.js';
import { labelsOf } from './comparedLabels.js';
import type { ComparedRun, Comparison } from './compareRuns.js';

const WIDTH = 900;

/**
 * The picture of compared runs' losses.
 *
 * @param note is told of a run whose losses cannot be read
 */
export async function drawCompared(
  comparison: Comparison,
  note: (sentence: string) => void,
): Promise<Buffer> {
  const { runs, keys, figure, isFair, lossTitle } = comparison;
  const curves: ComparedCurve[] = [];
  const drawn = runs.slice(0, MOST_CURVES);
  const labels = labelsOf(drawn, keys);
  for (const [i, run] of drawn.entries()) {
    curves.push({
      label: labels[i] as string,
      isBest: run.isBest,
      isSound: run.status !== 'diverged',
      history: await inTurns(readingHistory(run, note)),
    });
  }
  const of = figure.startsWith('val_') ? 'val' : figure === 'train_loss' ? 'train' : 'test';
  return drawComparison({
    curves,
    of,
    lossTitle,
    phrases: [
      ...comparison.common,
      ...(isFair ? [`best by ${figure}`] : []),
      ...leftOutPhrase(runs.length, isFair),
      ...comparison.warnings,
    ],
  });
}

/** As much of a history as the picture shows; of one that is cut short, as by a run that is at work, what there is. */
function* readingHistory(
  { name, path, epochs, status }: ComparedRun,
  note: (sentence: string) => void,
): Work<EpochRecord[]> {
  const drawn = thinningHistory(epochs, WIDTH);
  try {
    for (const record of readMetrics(join(path, metricsFileName))) {
      if (record.epoch % ROWS_BETWEEN_PAUSES === 0) yield;
      if (record.epoch <= epochs) drawn.add(record);
    }
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error;
    if (status !== 'running') note(`Not all losses of ${name} can be drawn: ${error.message}`);
  }
  return drawn.end();
}
