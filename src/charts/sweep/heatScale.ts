import type { Better } from '../../search/ranking.js';
import { extent } from '../parts/yScale.js';
import { metricAxis } from './metricAxis.js';
import type { Tick } from './numberAxis.js';

/** Which number of the colours from dark to bright stands for a metric: the better, the brighter. */
export interface HeatScale {
  type: 'linear' | 'logarithmic';
  /** From 0 to 1; undefined where there is no metric. What is beyond the scale is as dark as its worst. */
  fraction: (metric: number) => number | undefined;
  /** Ticks by their height in a bar, 0 at its foot and 1 at its top, where the highest metric is. */
  ticks: readonly Tick[];
  /** What the foot of the bar and its top stand for. */
  ends: readonly [foot: number, top: number];
  /** Whether some metrics are worse than the scale shows. */
  hasBeyond: boolean;
}

/** The scale of some metrics; undefined if all that are finite are one. */
export function heatScale(metrics: readonly number[], better: Better): HeatScale | undefined {
  const axis = metricAxis(
    metrics.map((metric) => ({ metric, spread: undefined })),
    better,
  );
  const places = metrics.map(axis.place).filter((place) => place !== undefined);
  const { lowest, highest } = extent(places);
  if (!(lowest < highest)) return undefined;
  const height = (place: number) => (place - lowest) / (highest - lowest);
  const brightness = (at: number) => (better === 'lower' ? 1 - at : at);
  return {
    type: axis.type,
    fraction: (metric) => {
      const place = axis.place(metric);
      if (place !== undefined) return brightness(height(place));
      return axis.isBeyond(metric) ? 0 : undefined;
    },
    ticks: axis.ticks
      .map(({ at, label }) => ({ at: height(at), label }))
      .filter(({ at }) => at >= 0 && at <= 1),
    ends: [brightness(0), brightness(1)],
    hasBeyond: metrics.some(axis.isBeyond),
  };
}
