import { type GivenSettings, type Resolved, resolveValues } from '../settings/given.js';
import { checkCells, informativeColumns } from './generatedRows.js';
import { type GenerateConfig, type GenerateSettingName, generateSettings } from './generateSettings.js';

/**
 * Checks every given value of `adam-train data` against its rule, and fills in the defaults.
 *
 * @throws UsageError in one sentence
 */
export function resolveGenerateConfig(given: GivenSettings<GenerateSettingName>): Resolved<GenerateConfig> {
  const values = resolveValues(generateSettings, given);
  const notes: string[] = [];
  const config = { ...values, informative: informativeColumns(values, given, notes) };
  checkCells(config, given);
  if (config.force && config.output === undefined) notes.push('--force does nothing without --output.');
  return { config, notes };
}
