import { formatCount, formatNumber, formatR2, formatSeconds } from '../format.js';
import { targetCells } from '../job/targetCells.js';
import type { Summary } from '../run/summary.js';
import { MOST_LINEAR_FEATURES } from '../training/baselines/baselines.js';
import { alignColumns } from './columns.js';
import type { Line } from './print.js';

/** What a finished run prints on standard output: its figures, then its files. */
export function resultLines(summary: Summary, files: readonly string[]): Line[] {
  const perEpoch = summary.milliseconds_per_epoch;
  const time = formatSeconds(summary.seconds);
  const { status } = summary;
  const [first = '', ...figures] = alignColumns([
    ['status', status],
    ['epochs', epochsOf(summary)],
    ['train loss', formatNumber(summary.train_loss)],
    ...pairIf('val loss', summary.val_loss),
    ['test loss', formatNumber(summary.test_loss)],
    ...(summary.targets === undefined ? errorPairs(summary) : []),
    ['test R²', status === 'diverged' ? '–' : `${formatR2(summary.test_r2)}${ofTargets(summary)}`],
    ...baselinePairs(summary),
    ...foldsPair(summary.folds),
    ['time', perEpoch === null ? time : `${time}, the median epoch ${Number(perEpoch.toPrecision(3))} ms`],
  ]);
  const label = first.slice(0, -status.length);
  return [
    [label, { style: colours[status], text: status }],
    ...figures,
    ...targetLines(summary),
    '',
    ...files,
  ];
}

/** In the target's own units; those of several targets have no mean that says anything. */
function errorPairs({ val_rmse: val, test_rmse: rmse, test_mae: mae }: Summary): [string, string][] {
  return [...pairIf('val RMSE', val), ['test RMSE', formatNumber(rmse)], ['test MAE', formatNumber(mae)]];
}

function ofTargets({ targets }: Summary): string {
  return targets === undefined ? '' : `, the mean of ${formatCount(targets.length)} targets`;
}

/** A table of the targets, where there are several: the R² above are their means. */
function targetLines({ targets = [] }: Summary): string[] {
  if (targets.length === 0) return [];
  const shown = targets.slice(0, MOST_TARGETS);
  const left = targets.length - shown.length;
  return [
    '',
    ...alignColumns([['target', 'RMSE', 'MAE', 'R²', 'linear R²', 'mean R²'], ...shown.map(targetCells)]),
    ...(left > 0 ? [`and ${formatCount(left)} more targets, in summary.json`] : []),
  ];
}

const MOST_TARGETS = 20;

const colours = {
  completed: 'green',
  'early-stopped': 'green',
  interrupted: 'yellow',
  diverged: 'red',
} as const;

function epochsOf({ epochs, predicts_with_epoch: epoch }: Summary): string {
  return epoch === epochs
    ? formatCount(epochs)
    : `${formatCount(epochs)}; the figures are of epoch ${formatCount(epoch)}, the best`;
}

/** What a linear fit and the mean get on the same rows. */
function baselinePairs({
  baseline_mean_r2: mean,
  baseline_linear_r2: linear = null,
  features,
}: Summary): [string, string][] {
  if (mean === undefined) return [];
  const isLeftOut = features > MOST_LINEAR_FEATURES;
  return [
    [
      'linear R²',
      isLeftOut ? `left out above ${formatCount(MOST_LINEAR_FEATURES)} features` : formatR2(linear),
    ],
    ['mean R²', formatR2(mean)],
  ];
}

function pairIf(name: string, value: number | null | undefined): [string, string][] {
  return value === undefined ? [] : [[name, formatNumber(value)]];
}

/** What the folds say beside the one split: their R² and its deviation. */
function foldsPair(folds: Summary['folds']): [string, string][] {
  if (folds === undefined) return [];
  const { count, r2 } = folds;
  const figure = r2 === null ? '–' : `${formatR2(r2.mean)} ± ${r2.std.toPrecision(2)}`;
  return [['folds R²', `${figure}, the mean and deviation of ${formatCount(count)}`]];
}
