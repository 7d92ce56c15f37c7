import { dirname, isAbsolute, join } from 'node:path';
import { defaultsOf } from '../optimizers/defineOptimizer.js';
import { type OptimizerName, optimizers } from '../optimizers/index.js';
import { hyperparameterNames } from '../optimizers/settings.js';
import type { EarlierRun } from '../run/readRun.js';
import { isByEpochs } from '../schedules/defineSchedule.js';
import { type ScheduleName, schedules } from '../schedules/index.js';
import { defaultOf } from '../schedules/resolve.js';
import type { GivenSetting } from '../settings/given.js';
import type { Setting } from '../settings/setting.js';
import { oneLine } from '../text.js';
import { checkedValues } from './checkedValues.js';
import { type GivenTrainSettings, type TrainSettingName, trainTable } from './trainSettings.js';

const generatorKeys = (Object.keys(trainTable) as TrainSettingName[]).filter((key) => {
  const { source } = trainTable[key];
  return source === 'generated';
});

/** What a run's own config.json has that is not another's. */
const ofAnotherRun = ['name', 'force', 'show', 'live'] as const;

export interface ConfiguredSettings {
  given: GivenTrainSettings;
  /** Sentences for the user about values of the file that are left out. */
  notes: string[];
}

/**
 * Adds a config file's values to those that flags gave. The keys are those of a run's config.json, and null is as good as
 * no key. Flags win: a key that has no meaning beside a flag is left out with a note. So are `name`, `force`, `show` and `live` of
 * a run's own config.json, known by its `environment`: running it again gives the same numbers in a new folder.
 *
 * @param content what the file's JSON holds
 * @param path the file, for messages
 * @param base what its paths are relative to; those of a run of version 0.1, whose `environment` names a working directory, are
 *   relative to where the program runs, as a flag's are
 * @throws UsageError for what is not an object, an unknown key, or a value outside its rule, also where a flag overrides it
 */
export function withFileValues(
  flags: GivenTrainSettings,
  content: unknown,
  path: string,
  base = dirname(path),
): ConfiguredSettings {
  const file = oneLine(path);
  const values = checkedValues(content, file, (key) => `${key} in ${file}`);
  if (!hasWorkingDirectory(content as object)) findPaths(values, base);
  const notes: string[] = [];
  const leaveOut = (keys: readonly TrainSettingName[], why: string) => {
    const there = keys.filter((key) => values[key] !== undefined);
    for (const key of there) delete values[key];
    const are = there.length === 1 ? 'is' : 'are';
    if (there.length > 0) notes.push(`${there.join(', ')} in ${file} ${are} left out, because ${why}.`);
  };

  if (Object.hasOwn(content as object, 'environment')) {
    for (const key of ofAnotherRun) if (values[key]?.value === false) delete values[key];
    leaveOut(ofAnotherRun, "the file is another run's");
  }
  if (Object.hasOwn(content as object, 'history')) {
    notes.push(
      `history in ${file} is left out: that run had other settings at first, and this one has its last ones from the start.`,
    );
  }
  if (flags.data !== undefined) leaveOut(generatorKeys, `${flags.data.name} gives the rows`);
  if (flags.columns !== undefined) leaveOut(['ignoreColumns'], `${flags.columns.name} chooses the columns`);
  if (flags.ignoreColumns !== undefined) {
    leaveOut(['columns'], `${flags.ignoreColumns.name} chooses the columns`);
  }
  const leaveOutForeign = (flag: GivenSetting | undefined, owners: 'losses' | 'optimizers' | 'schedules') => {
    if (flag === undefined) return;
    const named = flag.text.split(','); // a sweep has several
    const foreign = (Object.keys(trainTable) as TrainSettingName[]).filter((key) => {
      const having = trainTable[key][owners];
      return having !== undefined && !named.some((name) => having.includes(name));
    });
    leaveOut(foreign, `${flag.name} ${flag.text} has no such option`);
  };
  forgetDefaults(values, flags);
  leaveOutForeign(flags.loss, 'losses');
  leaveOutForeign(flags.optimizer, 'optimizers');
  leaveOutForeign(flags.schedule, 'schedules');
  return { given: { ...values, ...flags }, notes };
}

/**
 * The settings that a run's config.json gives, but for its name.
 *
 * @throws UsageError if somebody changed them against their rules
 */
export function settingsOf({ content, folder }: EarlierRun): GivenTrainSettings {
  return withFileValues({}, content, folder.file('config.json')).given;
}

function hasWorkingDirectory(content: { environment?: { workingDirectory?: unknown } | null }): boolean {
  return typeof content.environment?.workingDirectory === 'string';
}

/** Makes paths that are relative to the file's folder relative to where the program runs. */
function findPaths(values: GivenTrainSettings, base: string): void {
  for (const [key, given] of Object.entries<GivenSetting>(values)) {
    const { isPath }: Setting<unknown> = trainTable[key as TrainSettingName];
    const path = given.value as string;
    if (isPath && path !== '-' && !isAbsolute(path)) given.value = join(base, path);
  }
}

/**
 * A run's config.json holds the defaults of its optimizer, its schedule and its kind of data as values. They are not what
 * somebody chose, and would be the wrong ones beside a flag that names another optimizer, another length for the schedule, or
 * a file in place of generated rows.
 */
function forgetDefaults(values: GivenTrainSettings, flags: GivenTrainSettings): void {
  const given = (key: TrainSettingName) => values[key]?.value;
  const optimizer = given('optimizer') as OptimizerName | undefined;
  if (flags.optimizer !== undefined && optimizer !== undefined) {
    const defaults = defaultsOf(optimizers[optimizer]);
    for (const key of hyperparameterNames) if (given(key) === defaults[key]) delete values[key];
  }
  if (flags.data !== undefined && values.data === undefined && given('standardizeTarget') === false) {
    delete values.standardizeTarget;
  }
  const schedule = given('schedule') as ScheduleName | undefined;
  if ((flags.epochs ?? flags.warmup) === undefined || schedule === undefined) return;
  const run = {
    epochs: (given('epochs') as number | undefined) ?? 0,
    warmup: (given('warmup') as number | undefined) ?? 0,
  };
  for (const own of Object.values(schedules[schedule].parameters)) {
    const key = own.key as TrainSettingName;
    if (isByEpochs(own.default) && JSON.stringify(given(key)) === JSON.stringify(defaultOf(own, run)))
      delete values[key];
  }
}
