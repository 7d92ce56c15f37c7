import { havingIt, kindOf, type SweptTrial } from '../../../charts/sweep/chartedSweep.js';
import { strippedAxis } from '../../../charts/sweep/metricStrip.js';
import type { Tick } from '../../../charts/sweep/numberAxis.js';
import { placesOfTrials } from '../../../charts/sweep/placedTrials.js';
import { placesOf } from '../../../charts/sweep/places.js';
import { shownDimensions } from '../../../charts/sweep/shownDimensions.js';
import type { PageSweep } from './sweep.js';
import { cut } from './texts.js';

/** One of the upright axes: heights are from 0 at its foot to 1 at its top. */
export interface UprightAxis {
  name: string;
  ticks: readonly Tick[];
  /** The height of each of the sweep's configurations. */
  heights: readonly number[];
  /** What a configuration has there; undefined if nothing. */
  valueIn: (trial: SweptTrial) => unknown;
}

const LONGEST_LABEL = 9;
/** The part of an axis at its foot where the trials stand that do not have its dimension. */
const FOOT = 0.12;

/** An axis for each dimension, and the metric's behind them. */
export function uprightAxes(sweep: PageSweep): UprightAxis[] {
  const { trials, metric } = sweep;
  const dimensions = shownDimensions(sweep).map((dimension): UprightAxis => {
    const own = havingIt(trials, dimension);
    const places = placesOf(dimension, own, (name) => cut(name, LONGEST_LABEL));
    const ats = placesOfTrials(own, dimension, places, sweep.best);
    const foot = own.length < trials.length ? FOOT : 0;
    const height = (at: number) => foot + (1 - foot) * fraction(at, places);
    const heights = new Map(own.map((trial, i) => [trial, height(ats[i] ?? places.min)]));
    const marks = places.ticks.map(({ at, label }) => ({ at: height(at), label }));
    return {
      name: dimension.key,
      ticks: foot === 0 ? marks : [{ at: foot / 3, label: 'not set' }, ...marks],
      heights: trials.map((trial) => heights.get(trial) ?? foot / 3),
      valueIn: ({ values }) => values[dimension.key],
    };
  });
  const axis = strippedAxis(sweep);
  return [
    ...dimensions,
    {
      name: sweep.hasSpread ? `mean_${metric.name}` : metric.name,
      ticks: axis.ticks.map(({ at, label }) => ({ at: fraction(at, axis), label })),
      heights: trials.map((trial) => fraction(axis.place(trial.metric), axis)),
      valueIn: (trial) => (Number.isFinite(trial.metric) ? trial.metric : undefined),
    },
  ];
}

function fraction(at: number, { min, max }: { min: number; max: number }): number {
  return (at - min) / (max - min);
}

/** How good each configuration is, from 0 for the worst to 1 for the best; undefined for one without a metric. */
export function goodness({ trials, metric: { better } }: PageSweep): (number | undefined)[] {
  const sign = better === 'lower' ? 1 : -1;
  const ranked = trials
    .filter((trial) => kindOf(trial) !== 'lost')
    .toSorted((a, b) => sign * (b.metric - a.metric));
  const places = new Map<SweptTrial, number>(ranked.map((trial, i) => [trial, i]));
  return trials.map((trial) => {
    const place = places.get(trial);
    return place === undefined ? undefined : ranked.length === 1 ? 1 : place / (ranked.length - 1);
  });
}
