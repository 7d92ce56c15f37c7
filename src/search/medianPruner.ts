/** Complete trials before which none is stopped. */
const STARTUP_TRIALS = 5;

/**
 * The median of the complete trials' losses at each epoch; undefined while these are too few. What others have not, NaN or no such
 * epoch, does not count.
 *
 * @param complete losses by epoch of each trial that ended by itself, among those that may be seen (`seenBy`)
 */
export function ceilingsOf(complete: readonly (readonly number[])[]): number[] | undefined {
  if (complete.length < STARTUP_TRIALS) return undefined;
  const epochs = complete.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: epochs }, (_, epoch) =>
    median(complete.flatMap((its) => its[epoch] ?? []).filter((loss) => !Number.isNaN(loss))),
  );
}

/**
 * Whether a trial is stopped after its latest epoch, as Optuna's MedianPruner decides: when its best loss so far is above the median
 * at that epoch. One whose losses are all NaN is stopped too.
 *
 * @param losses of the trial's epochs so far
 * @see Golovin et al. (2017), "Google Vizier: A Service for Black-Box Optimization", section 3.2.2
 */
export function isAbove(losses: readonly number[], ceilings: readonly number[]): boolean {
  if (losses.length === 0) return false;
  const known = losses.filter((loss) => !Number.isNaN(loss));
  return known.length === 0 || least(known) > (ceilings[losses.length - 1] ?? Number.NaN);
}

/** Math.min takes so many arguments only. */
function least(losses: readonly number[]): number {
  return losses.reduce((lowest, loss) => Math.min(lowest, loss), Number.POSITIVE_INFINITY);
}

/**
 * NaN for no losses. As numpy's percentile does, it goes from a middle value towards the next one by 0 or a half of their difference;
 * beside an infinite one that is no number, and nothing is above it.
 */
function median(losses: readonly number[]): number {
  const sorted = losses.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const place = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place % 1);
}
