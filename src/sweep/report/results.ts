import { settingPhrase } from '../../config/differences.js';
import type { TrainSettingName } from '../../config/trainSettings.js';
import { formatCount, formatNumber, formatR2, formatSeconds } from '../../format.js';
import type { Pair } from '../../pages/htmlParts.js';
import type { SweepPlan } from '../plan.js';
import type { ShownSummary } from '../results.js';

/** What came of a sweep: how its trials ended, and the winner. */
export function sweepResults(
  { metric, repeats, maxFailures }: SweepPlan,
  { status, trials, best, seconds }: ShownSummary,
): Pair[] {
  const { total, ...counts } = trials;
  const ends = Object.entries(counts).map(([name, count]) => `${formatCount(count)} ${name}`);
  const of = repeats > 1 ? `, the mean of ${formatCount(repeats)} seeds` : '';
  const settings = Object.entries(best?.settings ?? {}).map(([key, value]) =>
    settingPhrase(key as TrainSettingName, value),
  );
  return [
    ['status', status === 'failed' ? `ended by ${formatCount(maxFailures)} failures in a row` : 'completed'],
    ['trials', ends.length === 0 ? formatCount(total) : `${formatCount(total)}: ${ends.join(', ')}`],
    ...(best === null
      ? [['best', `none: no trial that ended has a finite ${metric}`] satisfies Pair]
      : ([
          ['best', `trial ${formatCount(best.trial)}: ${settings.join(', ')}`],
          [
            metric,
            `${formatNumber(best.value)}${best.spread === null ? '' : ` ± ${formatNumber(best.spread)}`}${of}`,
          ],
          ['test R²', `${formatR2(best.test_r2)}${of}`],
          ['test RMSE', formatNumber(best.test_rmse)],
          ['test MAE', formatNumber(best.test_mae)],
        ] satisfies Pair[])),
    ['time', formatSeconds(seconds)],
  ];
}

/** What is to be said of a winner that the test rows chose; empty if they did not, or there is none. */
export function biasNote({ metric }: SweepPlan, { best }: ShownSummary): string {
  return metric.startsWith('test_') && best !== null
    ? `${metric} ranks the trials by the test rows, so the test figures of the best are biased.`
    : '';
}
