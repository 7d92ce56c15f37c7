import { whole } from '../settings/numbers.js';
import { oneOf } from '../settings/range.js';
import { type Setting, setting } from '../settings/setting.js';
import { isByEpochs, type Parameter } from './defineSchedule.js';
import {
  type ScheduleKeys,
  type ScheduleName,
  type ScheduleValues,
  scheduleNames,
  schedules,
} from './index.js';

const parameters = parameterSettings();

/** The schedule of the learning rate, its warm-up and its parameters; a value is absent where the schedule does not have it. */
export const scheduleSettings = {
  schedule: setting({
    flag: '--schedule',
    argument: 'name',
    group: 'Schedule',
    help: 'how the learning rate changes from epoch to epoch',
    range: oneOf(scheduleNames),
    default: 'constant',
  }),
  warmup: setting({
    flag: '--warmup',
    argument: 'n',
    group: 'Schedule',
    help: 'epochs in which the learning rate first rises from a tenth of --lr',
    range: whole,
    default: 0,
  }),
  ...parameters,
};

type ParameterSettings = { [Key in keyof ScheduleKeys]: Setting<ScheduleKeys[Key] | undefined> };

/** A setting for each parameter that some schedule has, in the order of the schedules that have it. */
function parameterSettings(): ParameterSettings {
  const declared = new Map<string, Setting<unknown>>();
  for (const schedule of scheduleNames) {
    for (const { key, flag, range } of Object.values(schedules[schedule].parameters)) {
      if (declared.has(key)) continue;
      const owners = ownersOf(key);
      declared.set(key, {
        ...flag,
        aliases: [],
        group: 'Schedule',
        range,
        schedules: owners.map(([name]) => name),
        defaultWords: defaultsInWords(owners),
      });
    }
  }
  return Object.fromEntries(declared) as ParameterSettings;
}

/** The schedules that have a parameter, each with its own. */
function ownersOf(key: string): [ScheduleName, Parameter][] {
  return scheduleNames.flatMap((name) => {
    const own = Object.values(schedules[name].parameters).find((parameter) => parameter.key === key);
    return own === undefined ? [] : [[name, own]];
  });
}

/** The default of the first schedule that has the parameter, then the others' where they differ: `0.1; exponential: 0.95`. */
function defaultsInWords(owners: readonly [ScheduleName, Parameter][]): string {
  const said = new Set<string>();
  const parts = owners.flatMap(([schedule, own], i) => {
    const words = defaultInWords(own);
    if (said.has(words)) return [];
    said.add(words);
    return i === 0 ? [words] : [`${schedule}: ${words}`];
  });
  return parts.join('; ');
}

export function defaultInWords({ default: usual }: Parameter): string {
  return isByEpochs(usual) ? usual.words : String(usual);
}

/** A schedule's parameters under the keys that config.json has; undefined for those that it does not have. */
export function flatSchedule({ name, ...values }: ScheduleValues): {
  [Key in keyof ScheduleKeys]: ScheduleKeys[Key] | undefined;
} {
  const own = Object.entries(schedules[name].parameters).map(([parameter, { key }]) => [
    key,
    (values as Record<string, unknown>)[parameter],
  ]);
  const none = Object.keys(parameters).map((key) => [key, undefined]);
  return Object.fromEntries([...none, ...own]);
}
