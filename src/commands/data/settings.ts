import { checkCells, informativeColumns } from '../../data/resolve.js';
import { generatedSettings, seedSettings } from '../../data/settings.js';
import { type GivenSettings, type Resolved, resolveValues } from '../../settings/given.js';
import { toggle } from '../../settings/range.js';
import { setting, type ValuesOf } from '../../settings/setting.js';
import { outputFile } from '../../settings/texts.js';

/** Every setting of `adam-train data`: train's own about generated rows, and where the file goes. */
export const generateSettings = {
  ...generatedSettings,
  seed: { ...seedSettings.seed, help: 'seed of the data' },
  output: setting({
    flag: '--output',
    argument: 'file',
    group: 'Output',
    help: 'where the CSV goes',
    range: outputFile,
    defaultWords: 'standard output',
  }),
  force: setting({
    flag: '--force',
    group: 'Output',
    help: 'replace the file that has the name of --output',
    range: toggle,
    default: false,
  }),
} as const;

type Values = ValuesOf<typeof generateSettings>;

/** What to generate, and where it goes: standard output where `output` is absent. */
export type GenerateConfig = Omit<Values, 'informative'> & { informative: number };
export type GenerateSettingName = keyof Values;

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
