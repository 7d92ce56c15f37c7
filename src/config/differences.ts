import { basename } from 'node:path';
import { targetsOf } from '../data/settings.js';
import { UsageError } from '../errors.js';
import { formatCount, formatText } from '../format.js';
import type { GivenSetting } from '../settings/given.js';
import { quoted } from '../text.js';
import { resolveTrainConfig } from './resolveTrain.js';
import { flatSettings, type TrainConfig } from './trainConfig.js';
import {
  type FlatSettings,
  type GivenTrainSettings,
  type TrainSettingName,
  trainTable,
} from './trainSettings.js';

/** Settings by their names in config.json; null for one that is off. */
export type SettingValues = Partial<Record<TrainSettingName, unknown>>;

/** Where other settings' defaults depend on them. */
const choices = ['data', 'target', 'optimizer', 'loss', 'epochs', 'warmup', 'features'] as const;

/** Whether numbers depend on the setting: not if it says what computes, what is shown, and what is written where and when. */
function isOfNumbers(key: TrainSettingName): boolean {
  const { group } = trainTable[key];
  return group !== 'Engine' && group !== 'Output' && key !== 'checkpointEvery';
}

/**
 * A run's settings that are not the defaults of its kind of data, optimizer, loss and schedule, in the help's order.
 *
 * @param isCounted which of them; those that numbers depend on, if absent
 */
export function changedFromDefaults(
  config: TrainConfig,
  isCounted: (key: TrainSettingName) => boolean = isOfNumbers,
): SettingValues {
  const flat = flatSettings(config);
  const usual = defaultsBeside(flat);
  const plain = flatSettings(resolveTrainConfig({}).config);
  return Object.fromEntries(
    keysOf(flat)
      .filter(isCounted)
      .filter((key) => !isSame(flat[key], usual[key]) || (isChoice(key) && !isSame(flat[key], plain[key])))
      .map((key) => [key, flat[key] ?? null]),
  );
}

/**
 * The settings that runs differ in, in the help's order; not those that stand at the defaults of each run's own choices, such as
 * the momentum that only one of two optimizers has.
 */
export function differingSettings(configs: readonly TrainConfig[]): TrainSettingName[] {
  const all = configs.map((config) => flatSettings(config));
  const isDifferent = (key: TrainSettingName) => all.some((flat) => !isSame(flat[key], all[0]?.[key]));
  const differing = (Object.keys(trainTable) as TrainSettingName[]).filter(
    (key) => isOfNumbers(key) && isDifferent(key),
  );
  if (differing.length === 0) return [];
  const changed = new Set(configs.flatMap((config) => Object.keys(changedFromDefaults(config))));
  return differing.filter((key) => isChoice(key) || key === 'learningRate' || changed.has(key));
}

/** A run's settings of these names; those without a meaning for it are absent. */
export function settingsOfNames(config: TrainConfig, names: readonly TrainSettingName[]): SettingValues {
  const flat = flatSettings(config);
  return Object.fromEntries(
    names.filter((key) => Object.hasOwn(flat, key)).map((key) => [key, flat[key] ?? null]),
  );
}

/** A setting as a table's head has it: its flag without the dashes. */
export function settingName(key: TrainSettingName): string {
  return trainTable[key].flag.slice(2);
}

/** Of a number that was drawn from a range; fewer than it has, and more than matter. */
const DRAWN_DIGITS = 6;

/** A setting's value as a table's cell has it. */
export function settingText(key: TrainSettingName, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return isFlagGiven(key, value) ? 'yes' : 'no';
  if (typeof value === 'number') return String(Number(value.toPrecision(DRAWN_DIGITS)));
  return formatText(Array.isArray(value) ? value.join(',') : String(value));
}

/** A setting with its value in a phrase: lr 0.01, amsgrad, no patience */
export function settingPhrase(key: TrainSettingName, value: unknown): string {
  const name = settingName(key);
  if (key === 'data' && (value ?? null) === null) return 'generated data';
  if (value === null || value === undefined || (typeof value === 'boolean' && !isFlagGiven(key, value))) {
    return name.startsWith('no-') ? name.slice('no-'.length) : `no ${name}`;
  }
  if (typeof value === 'boolean') return name;
  // Phrases stand in a list with commas between them.
  if (typeof value === 'string' && value.includes(',')) return `${name} ${quoted(value)}`;
  return `${name} ${settingText(key, value)}`;
}

/** Whether a switch stands as its flag puts it: --no-bias-correction makes biasCorrection false. */
function isFlagGiven(key: TrainSettingName, value: boolean): boolean {
  return trainTable[key].range.read('') === value;
}

/** A run's data in a phrase: cars.csv → mpg, or 2,000 × 10 */
export function dataPhrase({ data }: TrainConfig): string {
  if (data.source === 'generated') return `${formatCount(data.samples)} × ${formatCount(data.features)}`;
  const [first = '', ...others] = targetsOf(data);
  const more = others.length === 0 ? '' : ` and ${formatCount(others.length)} more`;
  return `${formatText(basename(data.path))} → ${formatText(first)}${more}`;
}

/** What a run of these choices has where nothing else is given. */
function defaultsBeside(flat: Partial<FlatSettings>): Partial<FlatSettings> {
  const given = (keys: readonly TrainSettingName[]): GivenTrainSettings =>
    Object.fromEntries(
      keys
        .filter((key) => flat[key] !== undefined)
        .map((key): [string, GivenSetting] => [
          key,
          { name: trainTable[key].flag, text: String(flat[key]), value: flat[key] },
        ]),
    );
  try {
    return flatSettings(resolveTrainConfig(given([...choices, 'schedule'])).config);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // A schedule that needs settings which have no default: each of them was chosen.
    return flatSettings(resolveTrainConfig(given(choices)).config);
  }
}

function isChoice(key: TrainSettingName): boolean {
  return key === 'schedule' || choices.some((choice) => choice === key);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function keysOf(flat: Partial<FlatSettings>): TrainSettingName[] {
  return Object.keys(flat) as TrainSettingName[];
}
