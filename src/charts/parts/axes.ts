import { fontFamilies } from '../png/systemFonts.js';
import type { Limits } from './limits.js';
import { colors } from './theme.js';
import { linearTick, logAxisAround, logTick } from './ticks.js';

/** An axis with a title, a light grid and a visible border. */
export function axis(title: string | string[], scale = 1) {
  return {
    title: {
      display: true,
      text: title,
      color: colors.text,
      font: { family: fontFamilies(), size: 14 * scale },
    },
    grid: { color: colors.grid },
    border: { color: colors.border },
    ticks: { color: colors.text, font: { family: fontFamilies(), size: 12 * scale } },
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

/** A logarithmic axis around these values. */
export function logarithmicAxis(title: string, values: readonly number[], scale: number) {
  const shared = axis(title, scale);
  return { ...shared, ...logarithmic(values, shared.ticks) };
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
  const { min, max, ticks } = logAxisAround(values);
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
