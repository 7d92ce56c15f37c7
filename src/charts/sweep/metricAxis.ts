import type { Better } from '../../search/ranking.js';
import { extent, verticalScale } from '../parts/yScale.js';
import { badness, type SweptTrial } from './chartedSweep.js';
import { numberAxis, type Tick } from './numberAxis.js';

/** An axis of a sweep's metric in coordinates of its own, with a strip at its worse end for what has no place on it. */
export interface MetricAxis {
  type: 'linear' | 'logarithmic';
  min: number;
  max: number;
  ticks: readonly Tick[];
  /** Where a metric stands; undefined if there is none or it is beyond. */
  place: (metric: number) => number | undefined;
  /** Whether a finite metric is so much worse than most that it would press the others together. */
  isBeyond: (metric: number) => boolean;
}

type Measured = Pick<SweptTrial, 'metric' | 'spread'>;

/**
 * What is worse than most is beyond the axis: so many times as far from the best as the worst of the best three quarters, and
 * farther where there are few trials, which have room.
 */
const FARTHEST = 3;
const FEW = 60;
const QUARTERS = 0.75;
/** Of what the metrics span, for their spread. */
const STRETCH = 0.25;

/** The axis of some metrics; logarithmic where low is good and they span decades. */
export function metricAxis(trials: readonly Measured[], better: Better): MetricAxis {
  const finite = trials.map(({ metric }) => metric).filter(Number.isFinite);
  const worst = worstShown(finite, better);
  const isBeyond = (metric: number) => Number.isFinite(metric) && badness(metric, better) > worst;
  const shown = finite.filter((metric) => !isBeyond(metric));
  const type = scaleOf(shown, better);
  const isLog = type === 'logarithmic';
  const { min, max, ticks, at } = numberAxis([...shown, ...spreadEnds(trials, shown, isLog)], isLog);
  const place = (metric: number) =>
    Number.isFinite(metric) && !isBeyond(metric) && !(isLog && metric <= 0) ? at(metric) : undefined;
  return { type, min, max, ticks: shown.length === 0 ? [] : ticks, place, isBeyond };
}

/** How far the repeats' spread reaches, and no farther than the axis may be stretched for it. */
function spreadEnds(trials: readonly Measured[], shown: readonly number[], isLog: boolean): number[] {
  const at = isLog ? Math.log10 : (value: number) => value;
  const back = isLog ? (place: number) => 10 ** place : (value: number) => value;
  const { lowest, highest } = extent(shown.map(at));
  const reach = STRETCH * (highest - lowest) || (isLog ? 1 : Number.POSITIVE_INFINITY);
  const isShown = new Set(shown);
  return trials.flatMap(({ metric, spread }) =>
    spread === undefined || !isShown.has(metric)
      ? []
      : [metric - spread, metric + spread].map((end) => {
          const place = isLog && end <= 0 ? Number.NEGATIVE_INFINITY : at(end);
          return back(Math.min(highest + reach, Math.max(lowest - reach, place)));
        }),
  );
}

function scaleOf(metrics: readonly number[], better: Better): 'linear' | 'logarithmic' {
  return better === 'lower' ? verticalScale(metrics, 'auto') : 'linear';
}

/**
 * The badness up to which metrics are shown where they are.
 *
 * @param best on the same axis, if that is none of the metrics
 */
export function worstShown(finite: readonly number[], better: Better, best?: number): number {
  const all = best === undefined ? finite : [...finite, best];
  const isLog = scaleOf(all, better) === 'logarithmic';
  const at = isLog ? Math.log : (value: number) => value;
  const back = isLog ? Math.exp : (value: number) => value;
  const places = (metrics: readonly number[]) =>
    Float64Array.from(metrics, (metric) => at(badness(metric, better))).sort();
  const sorted = places(finite);
  const [nearest = 0] = places(all);
  const usual = sorted[Math.floor(QUARTERS * (sorted.length - 1))] ?? 0;
  const worst = sorted.at(-1) ?? 0;
  const farthest = nearest + (FARTHEST + FEW / sorted.length) * (usual - nearest);
  return usual > nearest && worst > farthest ? back(farthest) : Number.POSITIVE_INFINITY;
}
