import type { Setting } from '../settings/setting.js';
import { flatSettings, type TrainConfig } from './trainConfig.js';
import { type TrainSettingName, trainSettings } from './trainSettings.js';

const { data, noHeader, delimiter, comment, decimal, thousands, naValues, noDefaultNa } = trainSettings;
const { learningRate, weightDecay, beta1, beta2, epsilon } = trainSettings;
const { batchSize, minDelta, dropout, l1, clipNorm, clipValue } = trainSettings;

/** A setting that is the run's own where it is not given. */
function ofRun<Value>(setting: Setting<Value>): Setting<Value> {
  return { ...setting, defaultWords: "the run's own" };
}

/** How the file is written, which stays as it was unless it is given anew, such as for a run of an earlier version. */
const rereadSettings = {
  noHeader: ofRun(noHeader),
  delimiter: ofRun(delimiter),
  comment: ofRun(comment),
  decimal: ofRun(decimal),
  thousands: ofRun(thousands),
  naValues: ofRun(naValues),
  noDefaultNa: ofRun(noDefaultNa),
} as const;

/** What training may go on with otherwise; config.json's history then says what it was before. */
const changeableSettings = {
  learningRate: ofRun(learningRate),
  batchSize: ofRun(batchSize),
  minDelta: ofRun(minDelta),
  dropout: ofRun(dropout),
  l1: ofRun(l1),
  clipNorm: ofRun(clipNorm),
  clipValue: ofRun(clipValue),
  weightDecay: ofRun(weightDecay),
  beta1: ofRun(beta1),
  beta2: ofRun(beta2),
  epsilon: ofRun(epsilon),
} as const;

const { epochs, patience, checkpointEvery, scheduleTMax, scheduleMilestones } = trainSettings;
const { threads, yScale, noReport, show, live, json, quiet, verbose, noColor } = trainSettings;

/**
 * What may be changed when a run goes on: how long it is, when it stops, where its data are now, and how it prints; and what its steps
 * are taken with, from there on. A schedule's horizon stays where it
 * was unless it is given anew.
 */
export const resumeSettings = {
  epochs: ofRun(epochs),
  patience: ofRun(patience),
  checkpointEvery: ofRun(checkpointEvery),
  threads: ofRun(threads),
  scheduleTMax: ofRun(scheduleTMax),
  scheduleMilestones: ofRun(scheduleMilestones),
  ...changeableSettings,
  data: ofRun(data),
  ...rereadSettings,
  yScale: ofRun(yScale),
  noReport: ofRun(noReport),
  show,
  live,
  json,
  quiet,
  verbose,
  noColor,
} as const;

/** Groups of settings that say what computes and what is written where. */
const freeGroups = ['Engine', 'Output'];

/** Whether the run may go on with another value: `resume` takes one, or no number depends on it. */
function isFree(key: TrainSettingName): boolean {
  // A flag may give these anew; an edited config.json may not.
  if (Object.hasOwn(rereadSettings, key) || Object.hasOwn(changeableSettings, key)) return false;
  // The data file may have been moved; its checksum tells whether it is the same.
  return (
    key === 'data' ||
    key === 'initFrom' || // a run that goes on has its weights from its checkpoint
    Object.hasOwn(resumeSettings, key) ||
    freeGroups.includes(trainSettings[key].group)
  );
}

/** Settings by name as JSON has them; null for one that is off. */
export type FixedSettings = Record<string, unknown>;

/**
 * The settings that a run's numbers depend on and that stay as they are while it goes on: all that have a meaning for it, but
 * for those that `resume` may change.
 */
export function fixedSettings(config: TrainConfig): FixedSettings {
  return Object.fromEntries(
    Object.entries(flatSettings(config))
      .filter(([key]) => !isFree(key as TrainSettingName))
      .map(([key, value]) => [key, value ?? null]),
  );
}

/** The settings of the schedule's length, which `resume` may give anew. */
export function horizonSettings(config: TrainConfig): FixedSettings {
  const { scheduleTMax, scheduleMilestones } = flatSettings(config);
  return { scheduleTMax: scheduleTMax ?? null, scheduleMilestones: scheduleMilestones ?? null };
}

/**
 * The first setting that is not what it was, and both values as JSON; settings that were not known then do not count.
 *
 * @param anew settings that were given by a flag, and may be others
 */
export function changedSetting(
  then: FixedSettings,
  config: TrainConfig,
  anew: readonly string[] = [],
): { name: string; before: string; now: string } | undefined {
  const settings: FixedSettings = flatSettings(config);
  for (const [name, value] of Object.entries(then)) {
    if (anew.includes(name)) continue;
    const texts = { before: JSON.stringify(value), now: JSON.stringify(settings[name] ?? null) };
    if (texts.before !== texts.now) return { name, ...texts };
  }
  return undefined;
}

/** The settings that flags give another value than the run had, by name; none of those that are free. */
export function changedByFlags(
  before: TrainConfig,
  now: TrainConfig,
  flags: readonly string[],
): Record<string, { from: unknown; to: unknown }> {
  const [then, settings] = [fixedSettings(before), fixedSettings(now)];
  const changed = flags.filter((name) => {
    return Object.hasOwn(settings, name) && JSON.stringify(then[name]) !== JSON.stringify(settings[name]);
  });
  return Object.fromEntries(changed.map((name) => [name, { from: then[name] ?? null, to: settings[name] }]));
}
