/** Complete trials before which none is stopped. */
const STARTUP_TRIALS = 5;

/**
 * The median of the complete trials' losses at each epoch, of which there may be more and more. What a trial has not, NaN or no such
 * epoch, does not count.
 */
export class Ceilings {
  private trials = 0;
  /** The losses at each epoch, sorted. */
  private readonly losses: number[][] = [];

  /** @param losses by epoch of a trial that ended by itself, among those that may be seen (`seenBy`) */
  add(losses: readonly number[]): void {
    this.trials++;
    for (const [epoch, loss] of losses.entries()) {
      const sorted = this.losses[epoch] ?? [];
      this.losses[epoch] = sorted;
      if (!Number.isNaN(loss)) sorted.splice(placeOf(loss, sorted), 0, loss);
    }
  }

  /** By epoch; undefined while the trials are too few. */
  get medians(): number[] | undefined {
    return this.trials < STARTUP_TRIALS ? undefined : this.losses.map(median);
  }
}

/** Where a number is to stand among sorted ones. */
function placeOf(value: number, sorted: readonly number[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
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

/** The first epoch after which a trial of these losses is stopped, if there is one. */
export function prunedAfter(losses: readonly number[], ceilings: readonly number[]): number | undefined {
  let best = Number.NaN;
  for (const [i, loss] of losses.entries()) {
    if (!Number.isNaN(loss)) best = Number.isNaN(best) ? loss : Math.min(best, loss);
    if (Number.isNaN(best) || best > (ceilings[i] ?? Number.NaN)) return i + 1;
  }
  return undefined;
}

/** Math.min takes so many arguments only. */
function least(losses: readonly number[]): number {
  return losses.reduce((lowest, loss) => Math.min(lowest, loss), Number.POSITIVE_INFINITY);
}

/**
 * NaN for no losses. As numpy's percentile does, it goes from a middle value towards the next one by 0 or a half of their difference;
 * beside an infinite one that is no number, and nothing is above it.
 */
function median(sorted: readonly number[]): number {
  const place = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place % 1);
}
