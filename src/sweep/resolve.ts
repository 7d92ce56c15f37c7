import type { TrainConfig } from '../config/trainConfig.js';
import type { GivenTrainSettings } from '../config/trainSettings.js';
import { betasShorthand, trainTable } from '../config/trainSettings.js';
import { UsageError } from '../errors.js';
import { lossSettings } from '../model/losses/settings.js';
import { optimizerSettings } from '../optimizers/settings.js';
import { scheduleSettings } from '../schedules/settings.js';
import { Grid } from '../search/grid.js';
import type { GivenTexts } from '../search/parseDimension.js';
import { readSpace } from '../search/readSpace.js';
import { Sampler } from '../search/sampler.js';
import { type GivenSettings, type Resolved, resolveValues } from '../settings/given.js';
import { seed } from '../settings/numbers.js';
import type { MetricName } from './metric.js';
import { MOST_CHECKED, notesOf } from './notes.js';
import { configOf, firstValues, type SweepPlan, varies } from './plan.js';
import { nameOfSweep, type SweepSettings, sweepSettings } from './settings.js';

type Given = GivenSettings<keyof SweepSettings>;

/** What was given for a sweep. */
export interface GivenSweep {
  /** Settings of which all trials have the same value. */
  fixed: GivenTrainSettings;
  /** Those that may vary. */
  texts: Readonly<Record<string, GivenTexts>>;
  sweep: Given;
}

/**
 * Checks all that was given for a sweep, and every trial of a grid.
 *
 * @throws UsageError in one sentence
 */
export function resolveSweep({ fixed, texts, sweep }: GivenSweep): Resolved<SweepPlan> {
  const values = resolveValues(sweepSettings, sweep);
  const space = readSpace(texts, {
    table: trainTable,
    shorthands: [{ key: 'betas', ...betasShorthand }],
    usual: {
      optimizer: optimizerSettings.optimizer.default as string,
      schedule: scheduleSettings.schedule.default as string,
      loss: lossSettings.loss.default as string,
    },
    search: values.trials !== undefined,
  });
  if (space.dimensions.length === 0) {
    throw new UsageError(
      'A sweep needs a setting with several values, such as --lr 1e-3,1e-2; give one, or train a single run with adam-train train.',
    );
  }
  if (fixed.data?.value === '-') {
    throw new UsageError(
      `${fixed.data.name} must be a file that each trial can read, got - for standard input; save it as a file.`,
    );
  }
  const search = searchOf(values, sweep);
  const common = commonConfig({ given: fixed, space }, search);
  const { search: _, metric: asked, ...others } = values;
  const metric = metricOf(asked, { space, common }, sweep);
  const plan = { ...others, ...(search && { search }), given: fixed, texts, space, metric, common };
  checkCombination(plan, sweep, texts);
  if (search === undefined) checkGrid(plan);
  return { config: plan, notes: notesOf(plan, sweep) };
}

function searchOf({ trials, search, halving }: SweepSettings, given: Given): SweepPlan['search'] {
  if (trials === undefined) {
    if (search === undefined) return undefined;
    throw new UsageError(
      `${nameOfSweep('search', given)} draws trials, and there is no number of them; add --trials 20.`,
    );
  }
  if (halving && search !== 'random') {
    throw new UsageError(
      `--halving must be of a grid or of --search random, got tpe, which learns from trials that ended; give --search random, or leave --halving out.`,
    );
  }
  return search ?? 'tpe';
}

/** Draws of which one has to go together. */
const MOST_TRIED = 100;

/**
 * The settings of one of the trials, which say what all have in common. Of drawn values not all go together.
 *
 * @throws UsageError if those of no trial do
 */
function commonConfig(made: Pick<SweepPlan, 'given' | 'space'>, search: SweepPlan['search']): TrainConfig {
  try {
    return configOf(made, firstValues(made.space));
  } catch (error) {
    if (search === undefined || !(error instanceof UsageError)) throw error;
    const sampler = new Sampler(made.space, 'random', 0, Number.MAX_SAFE_INTEGER);
    for (let i = 0; i < MOST_TRIED; i++) {
      const values = sampler.ask([])?.values;
      if (values === undefined) break;
      try {
        return configOf(made, values);
      } catch (other) {
        if (!(other instanceof UsageError)) throw other;
      }
    }
    throw error;
  }
}

/** What trials are ranked by: what was asked for, or what there is that the test rows have no part in. */
function metricOf(
  asked: MetricName | undefined,
  { space, common }: Pick<SweepPlan, 'space' | 'common'>,
  given: Given,
): MetricName {
  const { valSize, folds } = common.data;
  const hasLosses = varies({ space }, ['loss', 'lossDelta', 'lossBeta']);
  const figure = hasLosses ? 'rmse' : 'loss';
  if (asked === undefined) {
    if (valSize !== undefined) return `val_${figure}`;
    if (folds !== undefined) return `cv_${figure}`;
    throw new UsageError(
      'A sweep ranks its trials by rows that no trial was trained on and the result is not tested on; add --val-size 0.2 or --folds 5, or accept a biased test with --metric test_loss.',
    );
  }
  const name = `${nameOfSweep('metric', given)} ${asked}`;
  if (asked.startsWith('val_') && valSize === undefined) {
    throw new UsageError(`${name} needs validation rows; add --val-size 0.2.`);
  }
  if (asked.startsWith('cv_') && folds === undefined) {
    throw new UsageError(`${name} needs folds; add --folds 5.`);
  }
  if (asked.endsWith('_loss') && hasLosses) {
    throw new UsageError(
      `${name} is another thing for each --loss; rank by ${asked.replace('loss', 'rmse')}.`,
    );
  }
  return asked;
}

function checkCombination(
  { space, common, repeats, halving, prune, trials }: SweepPlan,
  given: Given,
  texts: GivenSweep['texts'],
): void {
  if (repeats > 1 && space.dimensions.some(({ key }) => key === 'seed')) {
    throw new UsageError(
      `${nameOfSweep('repeats', given)} gives each configuration seeds of its own, and so does ${texts['seed']?.name}; give one of them.`,
    );
  }
  const last = common.seed + repeats - 1;
  if (!seed.holds(last)) {
    throw new UsageError(
      `${nameOfSweep('repeats', given)} must leave room for seeds from --seed on, got ${repeats} from ${common.seed}; lower one of them.`,
    );
  }
  const comparing = halving ? '--halving' : prune === undefined ? undefined : '--prune';
  if (halving && prune !== undefined) {
    throw new UsageError('--halving and --prune both end trials early; give one of them.');
  }
  if (comparing === undefined) return;
  if (common.data.folds !== undefined) {
    throw new UsageError(
      `${comparing} compares trials on their way, and folds are trained before; leave --folds out.`,
    );
  }
  if (prune !== undefined && varies({ space }, ['loss', 'lossDelta', 'lossBeta'])) {
    throw new UsageError('--prune compares losses, and each --loss is another thing; leave one of them out.');
  }
  if (halving && (trials ?? new Grid(space).size) < 3) {
    throw new UsageError('--halving needs three configurations or more; leave it out.');
  }
}

function checkGrid(plan: SweepPlan): void {
  const grid = new Grid(plan.space);
  for (let i = 0; i < Math.min(grid.size, MOST_CHECKED); i++) configOf(plan, grid.at(i));
}
