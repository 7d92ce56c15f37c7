import { checkCells, type Drawn, informativeColumns } from './generatedRows.js';
import { type GenerateConfig, type GenerateOptionName, generateOptions } from './generateOptions.js';
import { type GivenOptions, type Resolved, resolveValues } from './resolve.js';

/**
 * Checks every given value of `adam-train data` against its rule, and fills in the defaults.
 *
 * @throws UsageError in one sentence
 */
export function resolveGenerateConfig(given: GivenOptions<GenerateOptionName>): Resolved<GenerateConfig> {
  const values = resolveValues(generateOptions, given) as Omit<GenerateConfig, 'informative'> & Drawn;
  const notes: string[] = [];
  const config = { ...values, informative: informativeColumns(values, given, notes) };
  checkCells(config, given);
  if (config.force && config.output === undefined) notes.push('--force does nothing without --output.');
  return { config, notes };
}
