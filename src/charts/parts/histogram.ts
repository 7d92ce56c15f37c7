import type { Limits } from './limits.js';

/** How many values fall into each interval of the same width. */
export interface Histogram {
  /** Where the first interval begins. */
  start: number;
  width: number;
  counts: number[];
}

const MOST_BINS = 40;
/** Of an interval's width: a value on an edge, such as 0.5 between tenths, is to count above it. */
const ROUNDING = 1e-9;

/**
 * Counts values in intervals that divide an axis's steps, so that their edges lie on its grid, zero among them; about as many
 * as the root of the number of values.
 *
 * @param values finite, inside the limits
 */
export function histogram(values: ArrayLike<number>, { min, max, step }: Limits): Histogram {
  let low = max;
  let high = min;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i] as number);
    high = Math.max(high, values[i] as number);
  }
  const wanted = Math.min(MOST_BINS, Math.ceil(Math.sqrt(values.length)));
  const width = step / closestDivisor((wanted * step) / Math.max(high - low, 2 * step));
  const bins = Math.max(1, Math.round((max - min) / width));
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    const place = ((values[i] as number) - min) / width;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(place + ROUNDING)));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { start: min, width, counts };
}

/** Into how many intervals a step is divided. */
function closestDivisor(wanted: number): number {
  return [10, 5, 4, 2, 1].find((divisor) => divisor <= wanted) ?? 1;
}
