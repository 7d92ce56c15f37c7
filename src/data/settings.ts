import { finite, nonNegative, openFraction, positiveWhole, seed, wholeNumbers } from '../settings/numbers.js';
import { oneOf, toggle } from '../settings/range.js';
import { setting, type ValuesOf } from '../settings/setting.js';
import { generatedTargets } from './columns.js';
import { type csvSettings, type TargetChoice, targetNames } from './csv/settings.js';

/** The rows to generate where no file gives them. */
export const generatedSettings = {
  samples: setting({
    flag: '--samples',
    aliases: ['--n-samples'],
    argument: 'n',
    group: 'Data',
    help: 'rows to generate',
    range: positiveWhole,
    default: 2000,
    source: 'generated',
  }),
  features: setting({
    flag: '--features',
    aliases: ['--n-features'],
    argument: 'n',
    group: 'Data',
    help: 'columns to generate',
    range: positiveWhole,
    default: 10,
    source: 'generated',
  }),
  informative: setting({
    flag: '--informative',
    aliases: ['--n-informative'],
    argument: 'n',
    group: 'Data',
    help: 'columns that the target depends on',
    range: positiveWhole,
    defaultWords: '10, or all if there are fewer',
    source: 'generated',
  }),
  targets: setting({
    flag: '--targets',
    aliases: ['--n-targets'],
    argument: 'n',
    group: 'Data',
    help: 'targets to generate',
    range: positiveWhole,
    default: 1,
    source: 'generated',
  }),
  noise: setting({
    flag: '--noise',
    argument: 'number',
    group: 'Data',
    help: "standard deviation of the target's Gaussian noise",
    range: nonNegative,
    default: 0.1,
    source: 'generated',
  }),
  bias: setting({
    flag: '--bias',
    argument: 'number',
    group: 'Data',
    help: 'constant added to the target',
    range: finite,
    default: 0,
    source: 'generated',
  }),
} as const;

/** The seed of all that a run draws. */
export const seedSettings = {
  seed: setting({
    flag: '--seed',
    aliases: ['--random-state'],
    argument: 'n',
    group: 'Data',
    help: 'seed of the data, the split, the initial weights and the batches',
    isCommon: true,
    range: seed,
    default: 42,
  }),
} as const;

const foldCount = wholeNumbers('a whole number >= 2', { minimum: 2 });

/** Which rows are held out: drawn, or the last ones. */
const splitKinds = ['random', 'chronological'] as const;
export type SplitKind = (typeof splitKinds)[number];

/** How the rows are split, and the target is scaled. */
export const splitSettings = {
  split: setting({
    flag: '--split',
    argument: 'kind',
    group: 'Data',
    help: 'which rows are held out: random ones, or chronological, which takes the last rows for testing and the last of the rest for validation',
    range: oneOf(splitKinds),
    default: 'random',
    varies: false,
  }),
  testSize: setting({
    flag: '--test-size',
    argument: 'fraction',
    group: 'Data',
    help: 'part of the rows held out for testing',
    range: openFraction,
    default: 0.2,
    varies: false,
  }),
  valSize: setting({
    flag: '--val-size',
    argument: 'fraction',
    group: 'Data',
    help: 'part of the training rows held out for validation',
    isCommon: true,
    range: openFraction,
    defaultWords: 'none',
    varies: false,
  }),
  splitSeed: setting({
    flag: '--split-seed',
    argument: 'n',
    group: 'Data',
    help: 'seed of the generated rows, the split and the folds, where it is to be another than that of the weights',
    range: seed,
    defaultWords: 'the --seed',
  }),
  folds: setting({
    flag: '--folds',
    argument: 'k',
    group: 'Data',
    help: 'cross-validate first: train on k times all but a kth of the training rows, and test on the rest',
    range: foldCount,
    defaultWords: 'none',
    varies: false,
  }),
  standardizeTarget: setting({
    flag: '--standardize-target',
    group: 'Data',
    help: 'train on a target of mean 0 and deviation 1, and report and predict in its own units; the default with --data, which --no-standardize-target turns off',
    range: toggle,
    defaultWords: 'on with --data, else off',
  }),
} as const;

type Split = Omit<ValuesOf<typeof splitSettings>, 'standardizeTarget'> & { standardizeTarget: boolean };

/** Rows that a run generates. */
export type GeneratedDataConfig = Split &
  Omit<ValuesOf<typeof generatedSettings>, 'informative'> & { source: 'generated'; informative: number };

/** A file of rows that a run reads. */
type FileDataConfig = Split &
  Omit<ValuesOf<typeof csvSettings>, 'data' | 'target'> & {
    source: 'file';
    /** `-` for standard input. */
    path: string;
    target: TargetChoice;
  };

/** What a run's settings say of its data. */
export type DataConfig = GeneratedDataConfig | FileDataConfig;

/** The targets' names, in the model's order. */
export function targetsOf(data: DataConfig): string[] {
  return data.source === 'generated' ? generatedTargets(data.targets) : targetNames(data.target);
}
