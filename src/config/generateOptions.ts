import { dataOptions } from './dataOptions.js';
import { option, type ValuesOf } from './option.js';
import { outputFile, toggle } from './rules.js';

const { samples, features, informative, noise, bias, seed } = dataOptions;

/** Every option of `adam-train data`: train's own about generated rows, and where the file goes. */
export const generateOptions = {
  samples,
  features,
  informative,
  noise,
  bias,
  seed: { ...seed, help: 'seed of the data' },
  output: option({
    flag: '--output',
    argument: 'file',
    group: 'Output',
    help: 'where the CSV goes',
    rule: outputFile,
    defaultWords: 'standard output',
  }),
  force: option({
    flag: '--force',
    group: 'Output',
    help: 'replace the file that has the name of --output',
    rule: toggle,
    default: false,
  }),
} as const;

type Values = ValuesOf<typeof generateOptions>;

/** What to generate, and where it goes: standard output where `output` is absent. */
export type GenerateConfig = Omit<Values, 'output'> & { output: string | undefined };
export type GenerateOptionName = keyof Values;
