import { settingPhrase } from '../../config/differences.js';
import type { TrainSettingName } from '../../config/trainSettings.js';
import { formatCount, formatNumber, formatR2, formatSeconds } from '../../format.js';
import type { SweepPlan } from '../../sweep/plan.js';
import type { SweepSummary } from '../../sweep/results.js';
import { shellWord } from '../../text.js';
import { alignColumns } from '../columns.js';

/** What a sweep prints on standard output: how its trials ended, the winner, and the files. */
export function sweepResultLines(
  { metric, repeats, trials: configurations = 0 }: SweepPlan,
  { status, trials, best, seconds }: SweepSummary,
  files: readonly string[],
): string[] {
  const { total, ...counts } = trials;
  const asked = configurations * repeats;
  const ends = Object.entries(counts).map(([name, count]) => `${formatCount(count)} ${name}`);
  const settings = Object.entries(best?.settings ?? {}).map(([key, value]) =>
    settingPhrase(key as TrainSettingName, value),
  );
  return [
    ...alignColumns([
      ['status', status],
      [
        'trials',
        [
          `${formatCount(total)}${asked > total && status === 'completed' ? `, all that there are of ${formatCount(asked)} asked for` : ''}`,
          ...(ends.length > 0 ? [ends.join(', ')] : []),
        ].join(': '),
      ],
      ...(best === null
        ? []
        : [
            ['best', `trial ${best.trial}: ${settings.join(', ')}`],
            [
              metric,
              `${formatNumber(best.value)}${best.spread === null ? '' : ` ± ${formatNumber(best.spread)}`}`,
            ],
            [
              'test R²',
              `${formatR2(best.test_r2)}${repeats > 1 ? `, the mean of ${formatCount(repeats)} seeds` : ''}`,
            ],
            ['test RMSE', formatNumber(best.test_rmse)],
          ]),
      ['time', formatSeconds(seconds)],
    ]),
    '',
    ...files.filter((path) => !/[\\/]trial-\d+[\\/]$/.test(path)),
    ...(best === null
      ? []
      : [
          '',
          `The best settings: adam-train --config ${shellWord(files.find((path) => path.endsWith('best.json')) ?? '')}`,
        ]),
  ];
}
