import { axis, ticksAt } from '../parts/axes.js';
import type { Tick } from './numberAxis.js';

const SMALL = 11;

/**
 * Chart.js's linear scale for an axis in coordinates of its own: with these ticks and no other.
 *
 * @param turns whether labels that are too wide are turned; else some of them are left out
 * @param isBare without lines
 */
export function placesScale(
  title: string,
  { min, max, ticks }: { min: number; max: number; ticks: readonly Tick[] },
  { turns = false, isBare = false }: { turns?: boolean; isBare?: boolean } = {},
) {
  const shared = axis(title);
  const sorted = ticks.toSorted((a, b) => a.at - b.at);
  return {
    ...shared,
    type: 'linear' as const,
    min,
    max,
    title: { ...shared.title, display: title !== '', font: { ...shared.title.font, size: 12 } },
    grid: { ...shared.grid, display: !isBare },
    border: { ...shared.border, display: !isBare },
    ticks: {
      ...shared.ticks,
      font: { ...shared.ticks.font, size: SMALL },
      autoSkip: !turns,
      maxRotation: turns ? 60 : 0,
      callback: (_: string | number, index: number) => sorted[index]?.label ?? '',
    },
    afterBuildTicks: ticksAt(sorted.map(({ at }) => at)),
  };
}
