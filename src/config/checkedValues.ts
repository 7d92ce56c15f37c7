import { UsageError } from '../errors.js';
import { type GivenSetting, outsideRange } from '../settings/given.js';
import { oneLine, quoted } from '../text.js';
import { similarKey } from './configKeys.js';
import { type GivenTrainSettings, type TrainSettingName, trainTable } from './trainSettings.js';

/** Keys of a config file that are no settings: the editor's schema, and what a run notes about its moment and its changes. */
const ignoredKeys: readonly string[] = ['$schema', 'environment', 'history'];

/**
 * The settings that an object gives, each within its range. The keys are those of a run's config.json, and null and undefined are as
 * good as no key.
 *
 * @param file what messages call the object
 * @param nameOf what they call one of its values
 * @throws UsageError for what is not an object, an unknown key, or a value outside its rule
 */
export function checkedValues(
  content: unknown,
  file: string,
  nameOf: (key: TrainSettingName) => string,
): GivenTrainSettings {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageError(
      `${file} must hold a JSON object, got ${oneLine(jsonText(content), 60)}; write {"learningRate": 0.01} and the like.`,
    );
  }
  const values: GivenTrainSettings = {};
  for (const [key, value] of Object.entries(content)) {
    if (ignoredKeys.includes(key)) continue;
    if (!isSettingName(key)) throw unknownKey(key, file);
    if (value === null || value === undefined) continue;
    values[key] = checkedValue(key, { name: nameOf(key), text: jsonText(value), value, file });
  }
  return values;
}

function checkedValue(key: TrainSettingName, given: GivenSetting): GivenSetting {
  const own = trainTable[key];
  if (own.range.holds(given.value)) return given;
  throw outsideRange(given, { ...own, defaultWords: own.defaultWords ?? JSON.stringify(own.default) });
}

function isSettingName(key: string): key is TrainSettingName {
  return Object.hasOwn(trainTable, key);
}

function unknownKey(key: string, file: string): UsageError {
  const meant = similarKey(key);
  const cure = meant === undefined ? 'adam-train --print-config shows them all.' : `did you mean ${meant}?`;
  return new UsageError(
    `Keys in ${file} must be names of settings, got ${oneLine(quoted(key), 60)}; ${cure}`,
  );
}

/** A value as the file has it, for messages; what is nested deeper than a list is only hinted at. */
function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.slice(0, 60).map(hint).join(', ')}]`;
  return hint(value);
}

function hint(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  return typeof value === 'string' ? quoted(value) : String(value);
}
