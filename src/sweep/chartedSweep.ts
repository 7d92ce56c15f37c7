import type { ChartedSweep, SweepDimension, SweptTrial } from '../charts/sweep/chartedSweep.js';
import { type DataSize, describeData } from '../config/describe.js';
import { type TrainSettingName, trainTable } from '../config/trainSettings.js';
import { formatPlural } from '../format.js';
import { listed, lossKinds } from '../job/lossKinds.js';
import { ranked } from '../search/ranking.js';
import { betterOf } from './metric.js';
import { configOf, type SweepPlan, varies } from './plan.js';
import { sweptKeys, sweptSettings } from './sweepCsv.js';
import type { Trial, TrialResult } from './trial.js';

type Ended = { trial: Trial; result: TrialResult };

/** What came of a sweep's trials. */
export interface EndedSweep {
  ended: readonly Ended[];
  /** The winner's number. */
  best: number | undefined;
}

/**
 * A sweep as its pictures show it.
 *
 * @param size of the data; undefined where it is not known any more
 */
export function chartedSweep(
  plan: SweepPlan,
  { ended, best }: EndedSweep,
  { name, size }: { name: string; size: DataSize | undefined },
): ChartedSweep {
  const { common, metric, repeats } = plan;
  const keys = sweptKeys(plan).filter((key) => key !== 'seed' || repeats === 1);
  const trials = configurations(ended).map((own) => sweptTrial(plan, own, keys));
  return {
    name,
    settings: [
      ...(size === undefined ? [] : [describeData(common.data, size)]),
      formatPlural(common.training.epochs, 'epoch'),
    ],
    metric: { name: metric, better: betterOf(metric) },
    dimensions: keys.map((key) => dimensionOf(plan, key, trials)),
    trials,
    best,
    lossKinds: lossKindsOf(plan, ended),
  };
}

/** What the losses that there are are of, where they are of different kinds. */
function lossKindsOf(plan: SweepPlan, ended: readonly Ended[]): string | undefined {
  if (!varies(plan, ['loss', 'lossDelta', 'lossBeta', 'standardizeTarget'])) return undefined;
  // The settings of one that failed may break a rule.
  const trained = ended.filter(({ result }) => result.losses.some(Number.isFinite));
  const kinds = lossKinds(trained.map(({ trial }) => configOf(plan, trial.values)));
  return kinds.length > 1 ? listed(kinds) : undefined;
}

/** The trials of each configuration. */
function configurations(ended: readonly Ended[]): Ended[][] {
  const own: Ended[][] = [];
  for (const one of ended) {
    const { configuration } = one.trial;
    own[configuration] = [...(own[configuration] ?? []), one];
  }
  return own.filter((trials) => trials !== undefined);
}

function sweptTrial(plan: SweepPlan, own: readonly Ended[], keys: readonly string[]): SweptTrial {
  const [first] = own as [Ended];
  const values = own.map(({ result }) => {
    const value = result.status === 'diverged' ? null : result.figures[plan.metric];
    return value ?? Number.NaN;
  });
  const [standing] = ranked([{ trial: first.trial.number, values }]);
  const settings = sweptSettings(plan, first.trial);
  return {
    trial: first.trial.number,
    values: Object.fromEntries(
      keys.filter((key) => settings[key] !== undefined).map((key) => [key, settings[key]]),
    ),
    metric: standing?.mean ?? Number.NaN,
    spread: standing?.spread,
    status: first.result.status,
    losses: first.result.losses,
    epoch: epochOf(first.result),
  };
}

/** The epoch whose loss its figures have. A curve may come to the same loss twice: only with a patience it is not the last. */
export function epochOf({ losses, figures: { val_loss, test_loss } }: TrialResult): number {
  const last = losses.findLastIndex(Number.isFinite);
  const monitored = val_loss === undefined ? test_loss : val_loss;
  const first = typeof monitored === 'number' ? losses.indexOf(monitored) : -1;
  return (losses[last] === monitored || first === -1 ? last : first) + 1;
}

function dimensionOf({ space }: SweepPlan, key: string, trials: readonly SweptTrial[]): SweepDimension {
  const isNumber = trials.every(
    ({ values: { [key]: value } }) => value === undefined || typeof value === 'number',
  );
  const range = space.dimensions.find((one) => one.key === key && one.kind !== 'categorical');
  const declared = trainTable[key as TrainSettingName].scale === 'log';
  const log = range === undefined || range.kind === 'categorical' ? declared : range.log;
  return { key, kind: isNumber ? 'number' : 'category', log: isNumber && log };
}
