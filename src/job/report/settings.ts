import {
  changedFromDefaults,
  type SettingValues,
  settingName,
  settingText,
} from '../../config/differences.js';
import { momentarySettings } from '../../config/outputSettings.js';
import { flatSettings, type TrainConfig } from '../../config/trainConfig.js';
import { type TrainSettingName, trainTable } from '../../config/trainSettings.js';
import { listWord } from '../../settings/lists.js';
import { shellWord } from '../../text.js';
import { pathBeside } from './paths.js';

type Pair = [name: string, value: string];

/** What a page has of a run's settings. */
const isOfPage = (key: TrainSettingName) => !momentarySettings.includes(key);

/** A run's settings that are not the defaults, with those that no number depends on, such as --trace: who trains it again wants them. */
export function changedSettings(config: TrainConfig): SettingValues {
  return changedFromDefaults(config, isOfPage);
}

/**
 * A run's settings, those that are not the defaults apart from the others; paths as from where the run's folder stands.
 *
 * @param isShown which of them; all, if absent
 */
export function reportSettings(
  config: TrainConfig,
  changed: SettingValues,
  path: string,
  isShown: (key: TrainSettingName) => boolean = () => true,
): { changed: Pair[]; others: Pair[] } {
  const flat = flatSettings(config);
  const keys = (Object.keys(flat) as TrainSettingName[]).filter((key) => isOfPage(key) && isShown(key));
  const pair = (key: TrainSettingName): Pair => [
    settingName(key),
    settingText(key, placed(key, flat[key], path)),
  ];
  return {
    changed: keys.filter((key) => Object.hasOwn(changed, key)).map(pair),
    others: keys.filter((key) => !Object.hasOwn(changed, key)).map(pair),
  };
}

/**
 * The flags that a run's settings are typed as, where they are not the defaults; undefined where one of them cannot be typed,
 * as what is off cannot.
 */
export function reportFlags(changed: SettingValues, path: string): string[] | undefined {
  const words = Object.entries(changed).map(([name, value]) => {
    const key = name as TrainSettingName;
    const { flag, range } = trainTable[key];
    if (typeof value === 'boolean') return range.read('') === value ? flag : undefined;
    const text = typed(placed(key, value, path));
    if (text === undefined || !isSame(range.read(text), placed(key, value, path))) return undefined;
    return `${flag} ${shellWord(text)}`;
  });
  return words.every((word) => word !== undefined) ? words : undefined;
}

function typed(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map((entry) => listWord(String(entry))).join(',');
  return value === null || value === undefined ? undefined : String(value);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function placed(key: TrainSettingName, value: unknown, path: string): unknown {
  return trainTable[key].isPath && typeof value === 'string' ? pathBeside(path, value) : value;
}
