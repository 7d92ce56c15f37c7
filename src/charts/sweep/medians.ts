import { middleOf } from '../../training/middle.js';
import { badness, type ChartedSweep, havingIt, isEvidence, type SweepDimension } from './chartedSweep.js';
import { LEAST_TRIALS } from './explained.js';
import { groupsOf } from './groups.js';
import type { StrippedAxis } from './metricStrip.js';
import type { Places } from './places.js';

/** A line over fewer trials says no more than they do. */
const LEAST_IN_GROUP = 3;

/** A line that says where the middle of some trials is. */
export interface Median {
  from: number;
  to: number;
  y: number;
}

/**
 * The median of each value's trials, or of each bin's, as a line over them: a trial that was ended early counts with the metric
 * that it had then, and one that diverged as the worst.
 */
export function medians(
  { trials, metric: { better } }: ChartedSweep,
  dimension: SweepDimension,
  places: Places,
  vertical: StrippedAxis,
): Median[] {
  const evidence = havingIt(trials, dimension).filter(isEvidence);
  if (evidence.length < LEAST_TRIALS) return [];
  return groupsOf(dimension, evidence).flatMap(({ from, to, trials: own }) => {
    const metrics = own.map(({ metric }) => metric).sort((a, b) => badness(a, better) - badness(b, better));
    const median = middleOf(metrics);
    const [first, last] = [places.place(from), places.place(to)];
    if (own.length < LEAST_IN_GROUP || !Number.isFinite(median) || vertical.isBeyond(median)) return [];
    if (first === undefined || last === undefined) return [];
    const room = first === last ? 1.2 * places.room(first) : 0;
    return [{ from: first - room, to: last + room, y: vertical.place(median) }];
  });
}
