import type { YScale } from '../../config/choices.js';
import { axis } from './theme.js';
import { linearTick, logAxis, logTick } from './ticks.js';

const LOG_FROM_RATIO = 20;

/**
 * Log when asked for, or when the values span so much that a linear axis would flatten the end of the curves.
 *
 * @param values finite
 */
export function verticalScale(values: readonly number[], yScale: YScale): 'linear' | 'logarithmic' {
  const { lowest, highest } = extent(values);
  if (yScale === 'linear' || highest <= 0) return 'linear';
  return yScale === 'log' || (lowest > 0 && highest / lowest > LOG_FROM_RATIO) ? 'logarithmic' : 'linear';
}

/** A vertical axis of the given type around these values. */
export function verticalAxis(
  title: string | string[],
  type: 'linear' | 'logarithmic',
  values: readonly number[],
  scale: number,
) {
  const shared = axis(title, scale);
  return type === 'linear'
    ? { ...shared, type, ticks: { ...shared.ticks, callback: linearTick } }
    : { ...shared, ...logarithmic(values, shared.ticks) };
}

/** A log scale with limits and ticks of our own: Chart.js's end where the data ends, and may have no labels. */
function logarithmic(values: readonly number[], shared: ReturnType<typeof axis>['ticks']) {
  const { lowest, highest } = extent(values.filter((value) => value > 0));
  const { min, max, ticks } = logAxis(lowest, highest);
  return {
    type: 'logarithmic' as const,
    min,
    max,
    ticks: { ...shared, callback: logTick },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map((value) => ({ value }));
    },
  };
}

function extent(values: readonly number[]): { lowest: number; highest: number } {
  return {
    lowest: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    highest: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}
