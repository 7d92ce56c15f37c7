import { formatCount, formatNumber, formatR2, formatSeconds } from '../format.js';
import type { Summary } from '../run/summary.js';
import { paint } from './paint.js';
import { formatPairs } from './pairs.js';

/** What a finished run prints on standard output: its figures, then its files. */
export function resultLines(
  summary: Summary,
  files: readonly string[],
  stream: NodeJS.WriteStream,
): string[] {
  const perEpoch = summary.milliseconds_per_epoch;
  const time = formatSeconds(summary.seconds);
  return [
    ...formatPairs([
      ['status', paint(summary.status === 'completed' ? 'green' : 'red', summary.status, stream)],
      ['epochs', formatCount(summary.epochs)],
      ['train loss', formatNumber(summary.train_loss)],
      ['test loss', formatNumber(summary.test_loss)],
      ['test RMSE', formatNumber(summary.test_rmse)],
      ['test MAE', formatNumber(summary.test_mae)],
      ['test R²', summary.status === 'diverged' ? '–' : formatR2(summary.test_r2)],
      ['time', perEpoch === null ? time : `${time}, ${Number(perEpoch.toPrecision(3))} ms per epoch`],
    ]),
    '',
    ...files,
  ];
}
