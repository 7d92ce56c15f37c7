import { pictureSize } from '../../charts/settings.js';
import { csvSettings } from '../../data/csv/settings.js';
import { seedSettings } from '../../data/settings.js';
import type { GivenSettings } from '../../settings/given.js';
import { wholeNumbers } from '../../settings/numbers.js';
import { setting } from '../../settings/setting.js';
import { file } from '../../settings/texts.js';
import { predictSettings } from '../predict/settings.js';

/** Every setting of `adam-train importance`, in the help's order. */
export const importanceSettings = {
  repeats: setting({
    flag: '--repeats',
    argument: 'n',
    group: 'Importance',
    help: 'how often each column is shuffled',
    range: wholeNumbers('a whole number from 1 to 10000', { minimum: 1, maximum: 10_000 }),
    default: 5,
  }),
  seed: setting({
    flag: seedSettings.seed.flag,
    aliases: seedSettings.seed.aliases,
    argument: 'n',
    group: 'Importance',
    help: 'seed of the shuffles',
    range: seedSettings.seed.range,
    defaultWords: "the run's own",
  }),
  data: setting({
    flag: csvSettings.data.flag,
    argument: 'file',
    group: 'Data',
    help: "where the run's file of data is now",
    range: file,
    defaultWords: 'where it was',
  }),
  backend: predictSettings.backend,
  size: setting({
    flag: '--size',
    argument: 'WIDTHxHEIGHT',
    group: 'Output',
    help: 'size of the picture in logical pixels, two of the file to each',
    range: pictureSize,
    defaultWords: 'as many as the columns need',
  }),
  quiet: { ...predictSettings.quiet, help: 'keep notes off standard error' },
} as const;

export type GivenImportanceSettings = GivenSettings<keyof typeof importanceSettings>;
