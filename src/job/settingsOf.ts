import { withFileValues } from '../config/configFileValues.js';
import type { GivenTrainSettings } from '../config/trainSettings.js';
import type { EarlierRun } from '../run/readRun.js';

/**
 * The settings that a run's config.json gives, but for its name.
 *
 * @throws UsageError if somebody changed them against their rules
 */
export function settingsOf({ content, folder }: EarlierRun): GivenTrainSettings {
  return withFileValues({}, content, folder.file('config.json')).given;
}
