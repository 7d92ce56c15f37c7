import type { YScale } from '../settings.js';
import type { Limits } from './limits.js';
import { colors, fontFamily } from './theme.js';
import { linearTick, logAxis, logTick } from './ticks.js';

/** From what ratio of the highest value to the lowest on a linear axis lets curves lie flat upon zero. */
export const LOG_FROM_RATIO = 20;

/** An axis with a title, a light grid and a visible border. */
export function axis(title: string | string[], scale = 1) {
  return {
    title: { display: true, text: title, color: colors.text, font: { family: fontFamily, size: 14 * scale } },
    grid: { color: colors.grid },
    border: { color: colors.border },
    ticks: { color: colors.text, font: { family: fontFamily, size: 12 * scale } },
  } as const;
}

/** A linear axis from limit to limit, with a tick at each step. */
export function linearAxis(title: string, { min, max, step }: Limits, scale = 1) {
  const shared = axis(title, scale);
  return {
    ...shared,
    type: 'linear' as const,
    min,
    max,
    ticks: { ...shared.ticks, stepSize: step, maxRotation: 0, callback: linearTick },
  };
}

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
    afterBuildTicks: ticksAt(ticks),
  };
}

/** Makes an axis have these ticks, instead of those that Chart.js built. */
export function ticksAt(values: readonly number[]) {
  return (axis: { ticks: { value: number }[] }): void => {
    axis.ticks = values.map((value) => ({ value }));
  };
}

function extent(values: readonly number[]): { lowest: number; highest: number } {
  return {
    lowest: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    highest: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}
