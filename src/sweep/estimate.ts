import type { DataSize } from '../config/describe.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { targetsOf } from '../data/settings.js';
import { partSizes } from '../data/trainTestSplit.js';
import { workOf } from '../engine/chooseEngine.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';
import { Grid } from '../search/grid.js';
import { halvingEpochs, halvingPlan } from '../search/halving.js';
import { Sampler } from '../search/sampler.js';
import type { Values } from '../search/space.js';
import { configOf, type SweepPlan } from './plan.js';

// What a trial takes on a laptop's core, roughly: what is said before a sweep begins is an order of magnitude.
const OPERATIONS_A_SECOND = 2e10;
const SECONDS_A_STEP = 2e-4;
const SECONDS_A_TRIAL = 0.02;
/** Until processes run, and have compiled what they run often. */
const SECONDS_TO_START = 0.6;
const SECONDS_TO_DRAW = 0.8;

/** Configurations that are looked at. */
const SAMPLE = 50;

/** How many configurations there are. */
export function configurationCount({ space, search, trials = 0 }: SweepPlan): number {
  return search === undefined ? new Grid(space).size : trials;
}

/**
 * About how many seconds a sweep takes, by what its trials compute; those that are pruned or stop early take less.
 *
 * @param workers that train at a time
 * @param there trials that need no more training; halving may still go on with them
 */
export function estimatedSeconds(plan: SweepPlan, size: DataSize, workers: number, there = 0): number {
  const configs = sampleOf(plan).flatMap((values) => {
    try {
      return [configOf(plan, values)];
    } catch {
      return []; // drawn values that do not go together
    }
  });
  const seconds = configs.map((config) => trialSeconds(config, size));
  const mean = seconds.reduce((sum, one) => sum + one, 0) / Math.max(1, seconds.length);
  const count = configurationCount(plan);
  const { epochs } = plan.common.training;
  const share = plan.halving ? halvingEpochs(halvingPlan(count, epochs)) / (count * epochs) : 1;
  const trials = Math.max(1, count * plan.repeats - (plan.halving ? 0 : there));
  const training = (trials * (mean * share + SECONDS_A_TRIAL)) / Math.min(workers, trials);
  return SECONDS_TO_START + training + SECONDS_TO_DRAW;
}

/** Some of the configurations, from everywhere in the space. */
function sampleOf(plan: SweepPlan): Values[] {
  const { space, search } = plan;
  const count = Math.min(SAMPLE, configurationCount(plan));
  if (search === undefined) {
    const grid = new Grid(space);
    return Array.from({ length: count }, (_, i) => grid.at(Math.floor((i * grid.size) / count)));
  }
  const sampler = new Sampler(space, 'random', 0, Number.MAX_SAFE_INTEGER);
  return Array.from({ length: count }, () => sampler.ask([])).flatMap((one) =>
    one === undefined ? [] : [one.values],
  );
}

/** What training takes, folds included. */
function trialSeconds({ data, model, training }: TrainConfig, { rows, features }: DataSize): number {
  const { train } = partSizes(rows, data);
  const { epochs, batchSize } = training;
  const parameters = parameterCount(layerSizes(features, model.hidden, targetsOf(data).length));
  const batchRows = batchSize === 'full' ? train : batchSize;
  const { operationsPerStep, steps } = workOf({
    trainRows: Math.max(1, train),
    batchRows,
    parameters,
    epochs,
  });
  const trainings = data.folds === undefined ? 1 : data.folds + 1;
  return trainings * steps * (SECONDS_A_STEP + operationsPerStep / OPERATIONS_A_SECOND);
}
