import { resolveTrainConfig } from '../config/resolveTrain.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { type GivenTrainSettings, type TrainSettingName, trainTable } from '../config/trainSettings.js';
import type { GivenTexts } from '../search/parseDimension.js';
import { type Space, settingsOf, type Values } from '../search/space.js';
import type { MetricName } from './metric.js';
import type { SweepSettings } from './settings.js';
import type { Trial } from './trial.js';

/** A sweep's settings, every one of them decided. */
export interface SweepPlan extends Omit<SweepSettings, 'metric' | 'search'> {
  /** What all trials have, as it was given. */
  given: GivenTrainSettings;
  /** What may vary, as it was given. */
  texts: Readonly<Record<string, GivenTexts>>;
  space: Space;
  metric: MetricName;
  /** How trials are drawn; every combination is one if absent. */
  search?: NonNullable<SweepSettings['search']>;
  /** What trials have in common, as far as it is known: the data, the epochs, the engine, where the folder goes. */
  common: TrainConfig;
}

/**
 * The settings of values of the space.
 *
 * @throws UsageError where they break a rule between them
 */
export function configOf({ given, space }: Pick<SweepPlan, 'given' | 'space'>, values: Values): TrainConfig {
  const own = Object.entries(settingsOf(space, values)).map(([key, value]) => [
    key,
    { name: trainTable[key as TrainSettingName].flag, text: JSON.stringify(value), value },
  ]);
  return resolveTrainConfig({ ...given, ...Object.fromEntries(own) }).config;
}

/**
 * A trial's settings. Repeats draw other weights for the same rows.
 *
 * @throws UsageError where they break a rule between them
 */
export function trialConfig(plan: SweepPlan, { values, seed }: Pick<Trial, 'values' | 'seed'>): TrainConfig {
  const config = configOf(plan, values);
  if (seed === config.seed) return config;
  const { splitSeed = config.seed } = config.data;
  return { ...config, seed, data: { ...config.data, splitSeed } };
}

/** The values that come first, which are a trial of the space. */
export function firstValues({ dimensions }: Space): Values {
  const values: Record<string, unknown> = {};
  for (const one of dimensions) {
    if (one.when !== undefined && !one.when.values.includes(values[one.when.key])) continue;
    values[one.key] = one.kind === 'categorical' ? one.values[0] : one.low;
  }
  return values;
}

/** Whether a setting has several values in a sweep, or only for some trials. */
export function varies({ space }: Pick<SweepPlan, 'space'>, keys: readonly TrainSettingName[]): boolean {
  const names: readonly string[] = keys;
  return space.dimensions.some(({ key }) => names.includes(key.replace(/\.zero$/, '')));
}
