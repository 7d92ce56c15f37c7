import { settingName, settingText } from '../../config/differences.js';
import type { TrainSettingName } from '../../config/trainSettings.js';
import { formatCount, formatPlural } from '../../format.js';
import { Grid } from '../../search/grid.js';
import { Sampler } from '../../search/sampler.js';
import { settingsOf, type Values } from '../../search/space.js';
import type { SweepPlan } from '../../sweep/plan.js';
import { sweptKeys } from '../../sweep/sweepCsv.js';
import { alignColumns } from '../columns.js';

const MOST_LISTED = 1000;

/** What `--dry-run` shows: the trials of a grid or of a random search; of those that learn from others, what there is to draw from. */
export function dryRunLines(plan: SweepPlan): { lines: string[]; trials: Record<string, unknown>[] } {
  const { space, repeats, search, searchSeed, trials: drawn = 0 } = plan;
  const keys = sweptKeys(plan).filter((key) => key !== 'seed' || repeats === 1) as TrainSettingName[];
  const each = repeats === 1 ? '' : `, each with ${formatCount(repeats)} seeds`;
  if (search === 'tpe') {
    return {
      lines: [
        `${formatPlural(drawn, 'trial')}${each}, of ${keys.map(settingName).join(', ')}; each is drawn from what those before gave, so that they cannot be listed.`,
      ],
      trials: [],
    };
  }
  const values = search === undefined ? gridValues(plan) : randomValues();
  const settings = values.map((one) => settingsOf(space, one));
  const count = search === undefined ? new Grid(space).size : values.length;
  const left = count - values.length;
  return {
    lines: [
      `${formatPlural(count, 'trial')}${each}:`,
      ...alignColumns([
        ['trial', ...keys.map(settingName)],
        ...settings.map((one, i) => [
          String(i * repeats + 1),
          ...keys.map((key) => settingText(key, one[key])),
        ]),
      ]),
      ...(left > 0 ? [`and ${formatCount(left)} more`] : []),
    ],
    trials: settings,
  };

  function randomValues(): Values[] {
    const sampler = new Sampler(space, 'random', searchSeed, Number.MAX_SAFE_INTEGER);
    const asked = Array.from({ length: Math.min(drawn, MOST_LISTED) }, () => sampler.ask([]));
    return asked.flatMap((one) => (one === undefined ? [] : [one.values]));
  }
}

function gridValues({ space }: SweepPlan): Values[] {
  const grid = new Grid(space);
  return Array.from({ length: Math.min(grid.size, MOST_LISTED) }, (_, i) => grid.at(i));
}
