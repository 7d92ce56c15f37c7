import { UsageError } from '../errors.js';
import { formatPlural, formatText } from '../format.js';
import { type GivenSetting, type GivenSettings, outsideRange } from '../settings/given.js';
import { inWords } from '../settings/range.js';
import type { Setting } from '../settings/setting.js';
import { isByEpochs, type Parameter } from './defineSchedule.js';
import { type ScheduleKeys, type ScheduleName, type ScheduleValues, schedules } from './index.js';
import { defaultInWords, scheduleSettings } from './settings.js';

/** What a schedule's parameters depend on. */
export interface ScheduledRun {
  epochs: number;
  /** Epochs of the warm-up; 0 for none. */
  warmup: number;
  /** The base rate. */
  learningRate: number;
}

/**
 * Checks the parameters given for a schedule and fills in the defaults, as plain values: given back for a longer run, they are
 * the same schedule.
 *
 * @throws UsageError for a parameter that the schedule does not have, a value outside its range, a lowest rate above the base
 * rate, or a warm-up that does not end within the run
 */
export function resolveSchedule(
  name: ScheduleName,
  given: GivenSettings<keyof ScheduleKeys>,
  run: ScheduledRun,
): ScheduleValues {
  checkWarmup(run);
  const { parameters } = schedules[name];
  for (const [key, { schedules: owners }] of Object.entries<Setting<unknown>>(scheduleSettings)) {
    const value = given[key as keyof ScheduleKeys];
    if (value !== undefined && owners?.includes(name) === false) throw foreign(name, owners, value);
  }
  const values = Object.entries(parameters).map(([parameter, own]) => [
    parameter,
    valueGiven(own, given[own.key as keyof ScheduleKeys], run),
  ]);
  checkLowestRate(given.scheduleMinLr, run);
  return { name, ...Object.fromEntries(values) } as ScheduleValues;
}

/** A parameter's default for a run. */
export function defaultOf(
  { default: usual }: Parameter,
  { epochs, warmup }: Omit<ScheduledRun, 'learningRate'>,
) {
  return isByEpochs(usual) ? usual.of(epochs - warmup) : usual;
}

function valueGiven(own: Parameter, given: GivenSetting | undefined, run: ScheduledRun): unknown {
  if (given === undefined) return defaultOf(own, run);
  if (own.range.holds(given.value)) return given.value;
  throw outsideRange(given, { range: own.range, defaultWords: defaultInWords(own) });
}

function checkWarmup({ epochs, warmup }: ScheduledRun): void {
  if (warmup < epochs || warmup === 0) return;
  throw new UsageError(
    `--warmup must be less than --epochs, got ${warmup} of ${formatPlural(epochs, 'epoch')}; lower it or raise --epochs.`,
  );
}

function foreign(
  schedule: ScheduleName,
  owners: readonly string[],
  { name: given }: GivenSetting,
): UsageError {
  const choose = owners.length === 1 ? 'choose it with --schedule' : 'choose one of them with --schedule';
  return new UsageError(
    `${given} must be given with the schedule ${inWords(owners, 'or')}, got ${schedule}; leave it out or ${choose}.`,
  );
}

/** A lowest rate above the base rate would make the schedule rise. */
function checkLowestRate(given: GivenSetting | undefined, { learningRate }: ScheduledRun): void {
  if (given === undefined || (given.value as number) <= learningRate) return;
  throw new UsageError(
    `${given.name} must be at most the learning rate, got ${formatText(given.text)} with ${learningRate}; lower it or raise --lr.`,
  );
}
