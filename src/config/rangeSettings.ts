import { csvSettings } from '../data/csv/settings.js';
import { generatedSettings, seedSettings, splitSettings } from '../data/settings.js';
import { engineSettings } from '../engine/settings.js';
import { UsageError } from '../errors.js';
import { lossSettings } from '../model/losses/settings.js';
import { modelSettings } from '../model/settings.js';
import { optimizerSettings } from '../optimizers/settings.js';
import { runSettings } from '../run/settings.js';
import { type GivenSettings, type Resolved, resolveValues } from '../settings/given.js';
import { positive, wholeNumbers } from '../settings/numbers.js';
import { setting } from '../settings/setting.js';
import { trainingSettings } from '../training/settings.js';
import { outputSettings } from './outputSettings.js';
import { resolveTrainConfig } from './resolveTrain.js';
import type { TrainConfig } from './trainConfig.js';

const { folds: _, ...split } = splitSettings;
const { learningRate: __, ...optimizer } = optimizerSettings;
const { batchSize, dropout, l1, clipNorm, clipValue } = trainingSettings;
const { out, name, force } = runSettings;
const { show: ___, live: ____, ...output } = outputSettings;

/** What `lr-range` has of its own. */
const ownSettings = {
  minLr: setting({
    flag: '--min-lr',
    argument: 'number',
    group: 'Range',
    help: 'the first learning rate',
    isCommon: true,
    range: positive,
    default: 1e-7,
  }),
  maxLr: setting({
    flag: '--max-lr',
    argument: 'number',
    group: 'Range',
    help: 'the last one, unless the loss ends the test before',
    isCommon: true,
    range: positive,
    default: 10,
  }),
  steps: setting({
    flag: '--steps',
    argument: 'n',
    group: 'Range',
    help: 'learning rates, a step with each',
    isCommon: true,
    range: wholeNumbers('a whole number from 20 to 100000', { minimum: 20, maximum: 100_000 }),
    default: 100,
  }),
} as const;

/** Every setting of `adam-train lr-range`, in the help's order; most are train's own. */
export const rangeSettings = {
  ...ownSettings,
  ...csvSettings,
  ...generatedSettings,
  ...seedSettings,
  ...split,
  ...modelSettings,
  ...lossSettings,
  ...{ batchSize, dropout, l1, clipNorm, clipValue },
  ...optimizer,
  ...engineSettings,
  out,
  name: {
    ...name,
    help: 'the name of the folder that the picture and the numbers go to',
    defaultWords: 'lr-range-001, lr-range-002 …',
  },
  force: { ...force, help: 'replace what has this --name' },
  ...output,
  json: { ...output.json, help: 'print the suggestion as JSON on standard output' },
} as const;

export type RangeSettingName = keyof typeof rangeSettings;

/** Whether a setting of train is one of lr-range too. */
export function isRangeSetting(key: string): boolean {
  return Object.hasOwn(rangeSettings, key);
}

/** A range test: the job whose first steps it takes, and their learning rates. */
export interface RangeConfig {
  job: TrainConfig;
  range: { minimum: number; maximum: number; steps: number };
}

/**
 * Checks lr-range's flags.
 *
 * @throws UsageError for a value outside its rule
 */
export function resolveRange(given: GivenSettings<RangeSettingName>): Resolved<RangeConfig> {
  const { minLr: minimum, maxLr: maximum, steps } = resolveValues(ownSettings, given);
  if (!(minimum < maximum)) {
    throw new UsageError(
      `--max-lr must be greater than --min-lr, ${minimum}, got ${maximum}; give another range.`,
    );
  }
  const ofTrain = Object.entries(given).filter(([key]) => !Object.hasOwn(ownSettings, key));
  const { config: job, notes } = resolveTrainConfig(Object.fromEntries(ofTrain));
  if (job.data.source === 'file' && job.data.path === '-') {
    throw new UsageError('--data must be a file here, got -; write standard input to a file first.');
  }
  return { config: { job, range: { minimum, maximum, steps } }, notes };
}
