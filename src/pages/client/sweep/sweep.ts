import type { ChartedSweep, SweptTrial } from '../../../charts/sweep/chartedSweep.js';
import type { LossesData, SweepPageData } from '../../sweep/pageData.js';

/** A sweep as the page has it: what its pictures are drawn from, and the trials one by one. */
export interface PageSweep extends ChartedSweep {
  /** In the order of their numbers. */
  rows: readonly PageTrial[];
  /** The names of their figures. */
  figures: readonly string[];
  /** Of each dimension. */
  flags: readonly (readonly string[])[];
  hasSpread: boolean;
  hasSeeds: boolean;
  losses: ReadonlyMap<number, LossesData>;
}

/** A training of one configuration with one seed. */
export interface PageTrial {
  number: number;
  /** With its repeats' mean. */
  configuration: SweptTrial;
  seed: number | undefined;
  status: string;
  epochs: number;
  figures: Readonly<Record<string, number | null>>;
  seconds: number;
  worker: number;
  reason: string;
}

export function readSweep(data: SweepPageData): PageSweep {
  const { configurations, trials, dimensions } = data;
  const names = Object.keys(trials.figures);
  const firsts = new Map<number, number>();
  for (const [i, place] of trials.configuration.entries()) if (!firsts.has(place)) firsts.set(place, i);
  const all = configurations.metric.map((metric, place): SweptTrial => {
    const first = firsts.get(place) ?? -1;
    const values = dimensions.flatMap(({ key }, i) => {
      const [value] = configurations.values[i]?.[place] ?? [];
      return value === undefined ? [] : [[key, value]];
    });
    return {
      trial: trials.number[first] ?? 0,
      values: Object.fromEntries(values),
      metric: metric ?? Number.NaN,
      spread: configurations.spread === undefined ? undefined : (configurations.spread[place] ?? Number.NaN),
      status: trials.status[first] ?? '',
      losses: [],
      epoch: 0,
    };
  });
  return {
    name: '',
    settings: [],
    metric: data.metric,
    dimensions,
    trials: all,
    best: data.best ?? undefined,
    figures: names,
    flags: data.flags,
    hasSpread: configurations.spread !== undefined,
    hasSeeds: trials.seed !== undefined,
    losses: new Map(data.losses.map((one) => [one.trial, one])),
    rows: trials.number.map((number, i) => ({
      number,
      configuration: all[trials.configuration[i] ?? -1] as SweptTrial,
      seed: trials.seed?.[i],
      status: trials.status[i] ?? '',
      epochs: trials.epochs[i] ?? 0,
      figures: Object.fromEntries(names.map((name) => [name, trials.figures[name]?.[i] ?? null])),
      seconds: trials.seconds[i] ?? 0,
      worker: trials.worker[i] ?? 0,
      reason: trials.reasons[i] ?? '',
    })),
  };
}
