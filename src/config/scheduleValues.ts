import type { GivenOptions, GivenTrainOptions } from './resolve.js';
import { resolveSchedule, type ScheduledRun } from './resolveSchedule.js';
import type { runScheduleOptions } from './runScheduleOptions.js';
import { scheduleOptions } from './scheduleOptions.js';
import type { ScheduleName, ScheduleOptionName, ScheduleSettings } from './scheduleTable.js';

/** A schedule's option as flags and config.json know it: scheduleStepSize for stepSize. */
export type ScheduleOptionKey = Exclude<keyof typeof runScheduleOptions, 'schedule' | 'warmup'>;

/** What a run's settings say of its schedule; undefined for what the schedule does not have. */
export type ScheduleValues = { [Key in ScheduleOptionKey]?: number | number[] | undefined };

const names = Object.keys(scheduleOptions) as ScheduleOptionName[];

function keyOf(name: ScheduleOptionName): ScheduleOptionKey {
  return `schedule${name.charAt(0).toUpperCase()}${name.slice(1)}` as ScheduleOptionKey;
}

/**
 * The options of the chosen schedule: what was given, completed by its defaults for this run.
 *
 * @throws UsageError if one is given that the schedule does not have, or that does not fit the run
 */
export function scheduleValues(
  schedule: ScheduleName,
  given: GivenTrainOptions,
  run: ScheduledRun,
): ScheduleValues {
  const own: GivenOptions<ScheduleOptionName> = {};
  for (const name of names) {
    const value = given[keyOf(name)];
    if (value !== undefined) own[name] = value;
  }
  const options: Partial<Record<ScheduleOptionName, number | number[]>> = resolveSchedule(
    schedule,
    own,
    run,
  ).options;
  return Object.fromEntries(names.map((name) => [keyOf(name), options[name]]));
}

/** A run's schedule under the names of the library's functions. */
export function scheduleSettings(config: ScheduleValues & { schedule: ScheduleName }): ScheduleSettings {
  const entries = names.flatMap((name) => {
    const value = config[keyOf(name)];
    return value === undefined ? [] : [[name, value]];
  });
  return { schedule: config.schedule, options: Object.fromEntries(entries) } as ScheduleSettings;
}
