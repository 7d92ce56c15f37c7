/** Complete trials before which none is stopped. */
const STARTUP_TRIALS = 5;

/**
 * Whether a trial is stopped after its latest epoch, as Optuna's MedianPruner decides: when its best loss so far is above the median
 * of the complete trials' losses at that epoch. One whose losses are all NaN is stopped too. What others have not, NaN or no such
 * epoch, does not count.
 *
 * @param losses of the trial's epochs so far
 * @param complete losses by epoch of each trial that ended by itself, among those that may be seen (`seenBy`)
 * @see Golovin et al. (2017), "Google Vizier: A Service for Black-Box Optimization", section 3.2.2
 */
export function isPruned(losses: readonly number[], complete: readonly (readonly number[])[]): boolean {
  if (complete.length < STARTUP_TRIALS || losses.length === 0) return false;
  const known = losses.filter((loss) => !Number.isNaN(loss));
  if (known.length === 0) return true;
  const others = complete
    .flatMap((its) => its[losses.length - 1] ?? [])
    .filter((loss) => !Number.isNaN(loss));
  return least(known) > median(others);
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
