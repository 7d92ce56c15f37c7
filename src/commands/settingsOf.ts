import { withFileValues } from '../config/configFileValues.js';
import type { GivenTrainOptions } from '../config/resolve.js';
import type { EarlierRun } from '../run/readRun.js';

/**
 * The settings that a run's config.json gives, but for its name.
 *
 * @throws UsageError if somebody changed them against their rules
 */
export function settingsOf({ content, folder }: EarlierRun): GivenTrainOptions {
  return withFileValues({}, content, folder.file('config.json')).given;
}
