import type { ChartedSweep, SweepDimension } from './chartedSweep.js';
import { explained } from './explained.js';

/** The most dimensions that are shown side by side. */
export const MOST_SHOWN = 12;

/** All dimensions, or of very many those that explain most. */
export function shownDimensions({
  dimensions,
  trials,
  metric: { better },
}: Pick<ChartedSweep, 'dimensions' | 'trials' | 'metric'>): SweepDimension[] {
  if (dimensions.length <= MOST_SHOWN) return [...dimensions];
  const most = explained(dimensions, trials, better)
    .toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1))
    .slice(0, MOST_SHOWN)
    .map(({ dimension }) => dimension);
  return dimensions.filter((dimension) => most.includes(dimension));
}
