import { UsageError } from '../errors.js';
import { formatPlural, formatText } from '../format.js';
import type { Option } from './option.js';
import type { GivenOption, GivenOptions } from './resolve.js';
import { scheduleDefaultWords, scheduleOptions } from './scheduleOptions.js';
import {
  type ScheduleName,
  type ScheduleOptionName,
  type ScheduleSettings,
  scheduleDefault,
  schedulesWith,
} from './scheduleTable.js';

/** What a schedule's options depend on. */
export interface ScheduledRun {
  epochs: number;
  /** Epochs of the warm-up; 0 for none. */
  warmup: number;
  /** The base rate. */
  learningRate: number;
}

/**
 * Checks the options given for a schedule and fills in the defaults, as plain values: given back for a longer run, they are the
 * same schedule.
 *
 * @throws UsageError for an option that the schedule does not have, a value outside its range, a lowest rate above the base
 * rate, or a warm-up that does not end within the run
 */
export function resolveSchedule(
  schedule: ScheduleName,
  given: GivenOptions<ScheduleOptionName>,
  run: ScheduledRun,
): ScheduleSettings {
  checkWarmup(run);
  const options: Partial<Record<ScheduleOptionName, unknown>> = {};
  for (const name of Object.keys(scheduleOptions) as ScheduleOptionName[]) {
    const usual = scheduleDefault(schedule, name);
    const value = given[name];
    if (usual === undefined) {
      if (value !== undefined) throw foreignOption(schedule, name, value);
    } else if (value !== undefined) {
      options[name] = checkedValue(schedule, name, value);
    } else {
      options[name] = typeof usual === 'object' ? usual.of(run.epochs - run.warmup) : usual;
    }
  }
  checkLowestRate(given.minLr, run);
  return { schedule, options } as ScheduleSettings;
}

function checkWarmup({ epochs, warmup }: ScheduledRun): void {
  if (warmup < epochs || warmup === 0) return;
  throw new UsageError(
    `--warmup must be less than --epochs, got ${warmup} of ${formatPlural(epochs, 'epoch')}; lower it or raise --epochs.`,
  );
}

function foreignOption(schedule: ScheduleName, name: ScheduleOptionName, { name: given }: GivenOption) {
  const [last, ...others] = schedulesWith(name).reverse();
  const owners = others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`;
  const choose = others.length === 0 ? 'choose it with --schedule' : 'choose one of them with --schedule';
  return new UsageError(
    `${given} must be given with the schedule ${owners}, got ${schedule}; leave it out or ${choose}.`,
  );
}

function checkedValue(schedule: ScheduleName, name: ScheduleOptionName, given: GivenOption): unknown {
  const { rule }: Option<unknown> = scheduleOptions[name];
  const checked = rule.schema.safeParse(given.value);
  if (checked.success) return checked.data;
  const words = given.file === undefined ? rule.words : (rule.fileWords ?? rule.words);
  throw new UsageError(
    `${given.name} must be ${words}, got ${formatText(given.text)}; the default is ${scheduleDefaultWords(schedule, name)}.`,
  );
}

/** A lowest rate above the base rate would make the schedule rise. */
function checkLowestRate(given: GivenOption | undefined, { learningRate }: ScheduledRun): void {
  if (given === undefined || (given.value as number) <= learningRate) return;
  throw new UsageError(
    `${given.name} must be at most the learning rate, got ${formatText(given.text)} with ${learningRate}; lower it or raise --lr.`,
  );
}
