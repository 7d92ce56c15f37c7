import { type Option, option } from './option.js';
import {
  count,
  countOrNone,
  counts,
  fraction,
  nonNegative,
  openFraction,
  positiveFraction,
  type Rule,
} from './rules.js';
import { type ScheduleOptionName, scheduleDefault, schedulesWith } from './scheduleTable.js';

/** What `scheduleTable` says of every option, as flags, help and validation know it. */
export const scheduleOptions = {
  stepSize: declare('stepSize', '--schedule-step-size', 'n', 'epochs between drops', count),
  gamma: declare('gamma', '--schedule-gamma', 'number', 'factor of each drop', positiveFraction),
  milestones: declare(
    'milestones',
    '--schedule-milestones',
    'epochs',
    'epochs after which the rate drops, counted from the end of the warm-up',
    counts,
  ),
  tMax: declare('tMax', '--schedule-t-max', 'n', 'epochs of the schedule, or of its first cycle', count),
  tMult: declare('tMult', '--schedule-t-mult', 'n', 'factor of the length from cycle to cycle', count),
  minLr: declare('minLr', '--schedule-min-lr', 'number', 'lowest learning rate', nonNegative),
  factor: declare('factor', '--schedule-factor', 'number', 'factor of a drop on a plateau', openFraction),
  patience: declare(
    'patience',
    '--schedule-patience',
    'n',
    'epochs without a better loss before a drop',
    countOrNone,
  ),
  cooldown: declare(
    'cooldown',
    '--schedule-cooldown',
    'n',
    'epochs after a drop that do not count',
    countOrNone,
  ),
  power: declare('power', '--schedule-power', 'number', 'exponent of the polynomial', nonNegative),
  endFactor: declare('endFactor', '--schedule-end-factor', 'number', 'last part of --lr', fraction),
  pctStart: declare('pctStart', '--schedule-pct-start', 'fraction', 'part of the cycle that rises', fraction),
} as const satisfies Record<ScheduleOptionName, Option<number> | Option<number[]>>;

function declare<Value>(
  name: ScheduleOptionName,
  flag: Option<Value>['flag'],
  argument: string,
  help: string,
  rule: Rule<Value>,
): Option<Value> {
  return option({
    flag,
    argument,
    group: 'Schedule',
    help,
    rule,
    schedules: schedulesWith(name),
    defaultWords: defaultWords(name),
  });
}

/** The default of the first schedule that has the option, then the others' where they differ: `0.1; exponential: 0.95`. */
function defaultWords(name: ScheduleOptionName): string {
  const said = new Set<string>();
  const parts = schedulesWith(name).flatMap((schedule, i) => {
    const words = scheduleDefaultWords(schedule, name);
    if (said.has(words)) return [];
    said.add(words);
    return i === 0 ? [words] : [`${schedule}: ${words}`];
  });
  return parts.join('; ');
}

/** A schedule's default for an option, in words. */
export function scheduleDefaultWords(...which: Parameters<typeof scheduleDefault>): string {
  const usual = scheduleDefault(...which);
  return typeof usual === 'object' ? usual.words : String(usual);
}
