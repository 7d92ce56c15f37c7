import { generatedSettings, seedSettings } from '../data/settings.js';
import { toggle } from '../settings/range.js';
import { setting, type ValuesOf } from '../settings/setting.js';
import { outputFile } from '../settings/texts.js';

const { samples, features, informative, noise, bias } = generatedSettings;

/** Every setting of `adam-train data`: train's own about generated rows, and where the file goes. */
export const generateSettings = {
  samples,
  features,
  informative,
  noise,
  bias,
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
