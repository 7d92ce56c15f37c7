import { searchNames } from '../search/sampler.js';
import { namesOf } from '../settings/given.js';
import { positiveWhole, seed } from '../settings/numbers.js';
import { oneOf, toggle } from '../settings/range.js';
import { setting, type ValuesOf } from '../settings/setting.js';
import { metricNames } from './metric.js';

/** Which trials' folders stay whole. */
const keepings = ['best', 'all', 'none'] as const;

/** The settings of `adam-train sweep` beside those of its trials. */
export const sweepSettings = {
  trials: setting({
    flag: '--trials',
    argument: 'n',
    group: 'Sweep',
    help: 'configurations to draw from the space',
    isCommon: true,
    range: positiveWhole,
    defaultWords: 'every combination of the listed values',
  }),
  search: setting({
    flag: '--search',
    argument: 'name',
    group: 'Sweep',
    help: 'how they are drawn: each for itself, or by what the ones before gave',
    range: oneOf(searchNames),
    defaultWords: 'tpe',
  }),
  searchSeed: setting({
    flag: '--search-seed',
    argument: 'n',
    group: 'Sweep',
    help: 'seed of the draws',
    range: seed,
    default: 0,
  }),
  lookahead: setting({
    flag: '--lookahead',
    argument: 'n',
    group: 'Sweep',
    help: 'trials that may run at a time: each is drawn from those that lie so far before it, whatever the number of workers',
    range: positiveWhole,
    default: 4,
  }),
  repeats: setting({
    flag: '--repeats',
    argument: 'n',
    group: 'Sweep',
    help: 'trainings of each configuration, with the seeds from --seed on; the mean counts',
    isCommon: true,
    range: positiveWhole,
    default: 1,
  }),
  metric: setting({
    flag: '--metric',
    argument: 'name',
    group: 'Sweep',
    help: 'what ranks the trials',
    isCommon: true,
    range: oneOf(metricNames),
    defaultWords: 'val_loss, or cv_loss with --folds',
  }),
  halving: setting({
    flag: '--halving',
    group: 'Sweep',
    help: 'train all for a twenty-seventh of the epochs, the best third for a ninth, and so on to the end',
    isCommon: true,
    range: toggle,
    default: false,
  }),
  prune: setting({
    flag: '--prune',
    argument: 'rule',
    group: 'Sweep',
    help: 'end a trial whose best loss is above the median of the finished ones at its epoch',
    range: oneOf(['median']),
    defaultWords: 'none',
  }),
  maxFailures: setting({
    flag: '--max-failures',
    argument: 'n',
    group: 'Sweep',
    help: 'failed trials in a row that end the sweep',
    range: positiveWhole,
    default: 10,
  }),
  keep: setting({
    flag: '--keep',
    argument: 'which',
    group: 'Sweep',
    help: "the trials whose checkpoints and predictions stay: the best three, all, or none, and then each trial's record alone",
    range: oneOf(keepings),
    default: 'best',
  }),
} as const;

/** Settings that change nothing of what comes out. */
export const sweepRunSettings = {
  workers: setting({
    flag: '--workers',
    argument: 'n',
    group: 'Sweep',
    help: 'processes that train at a time',
    isCommon: true,
    range: positiveWhole,
    defaultWords: 'the cores that there are',
  }),
} as const;

/** What `resume` may be given for a sweep. */
export const sweepResumeSettings = {
  ...sweepRunSettings,
  failed: setting({
    flag: '--failed',
    group: 'Sweep',
    help: 'train the trials of a sweep again that failed',
    range: toggle,
    default: false,
  }),
} as const;

export type SweepSettings = ValuesOf<typeof sweepSettings>;

export const nameOfSweep = namesOf<keyof SweepSettings>(sweepSettings);
