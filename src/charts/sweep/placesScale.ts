import { axis, ticksAt } from '../parts/axes.js';
import type { Tick } from './numberAxis.js';

const SMALL = 11;

/** Chart.js's linear scale for an axis in coordinates of its own: with these ticks and no other. */
export function placesScale(
  title: string,
  { min, max, ticks }: { min: number; max: number; ticks: readonly Tick[] },
  { turns = false, lines = true }: { turns?: boolean; lines?: boolean } = {},
) {
  const shared = axis(title);
  const sorted = ticks.toSorted((a, b) => a.at - b.at);
  return {
    ...shared,
    type: 'linear' as const,
    min,
    max,
    title: { ...shared.title, display: title !== '', font: { ...shared.title.font, size: 12 } },
    grid: { ...shared.grid, display: lines },
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
