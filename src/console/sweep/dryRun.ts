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
/** Of more drawn trials than that nobody waits for a space to be used up. */
const MOST_DRAWN = 100_000;

/** What `--dry-run` shows: the trials of a grid or of a random search; of those that learn from others, what there is to draw from. */
export function dryRunLines(plan: SweepPlan): {
  lines: string[];
  trials: Record<string, unknown>[];
  /** What a list of the trials alone leaves out. */
  unlisted: string | undefined;
} {
  const { space, repeats, search, searchSeed, trials: drawn = 0 } = plan;
  const keys = sweptKeys(plan).filter((key) => key !== 'seed' || repeats === 1) as TrainSettingName[];
  const each = repeats === 1 ? '' : `, each with ${formatCount(repeats)} seeds`;
  if (search === 'tpe') {
    const line = `${formatPlural(drawn, 'trial')}${each}, of ${keys.map(settingName).join(', ')}; each is drawn from what those before gave, so that they cannot be listed.`;
    return { lines: [line], trials: [], unlisted: line };
  }
  const { values, count } = search === undefined ? gridValues(plan) : randomValues();
  const settings = values.map((one) => settingsOf(space, one));
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
    unlisted:
      left > 0
        ? `Of ${formatPlural(count, 'trial')} the first ${formatCount(values.length)} are listed.`
        : undefined,
  };

  function randomValues(): Listed {
    const sampler = new Sampler(space, 'random', searchSeed, Number.MAX_SAFE_INTEGER);
    const values: Values[] = [];
    let count = 0;
    for (; count < Math.min(drawn, MOST_DRAWN); count++) {
      const asked = sampler.ask([]);
      if (asked === undefined) return { values, count };
      if (count < MOST_LISTED) values.push(asked.values);
    }
    return { values, count: drawn };
  }
}

interface Listed {
  values: Values[];
  /** Those that are not listed included. */
  count: number;
}

function gridValues({ space }: SweepPlan): Listed {
  const grid = new Grid(space);
  const values = Array.from({ length: Math.min(grid.size, MOST_LISTED) }, (_, i) => grid.at(i));
  return { values, count: grid.size };
}
