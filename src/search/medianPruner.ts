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
 * A trial's best loss so far, by which it is stopped after its latest epoch, as Optuna's MedianPruner decides: when it is above the
 * median at that epoch. One whose losses are all NaN is stopped too.
 *
 * @see Golovin et al. (2017), "Google Vizier: A Service for Black-Box Optimization", section 3.2.2
 */
export class BestLoss {
  private best = Number.NaN;

  /** An epoch ended with this loss. */
  add(loss: number): void {
    if (!(loss >= this.best) && !Number.isNaN(loss)) this.best = loss;
  }

  /** @param ceiling at the latest epoch, if there is one */
  isAbove(ceiling = Number.NaN): boolean {
    return Number.isNaN(this.best) || this.best > ceiling;
  }
}

/** The first epoch after which a trial of these losses is stopped, if there is one. */
export function prunedAfter(losses: readonly number[], ceilings: readonly number[]): number | undefined {
  const best = new BestLoss();
  const place = losses.findIndex((loss, i) => {
    best.add(loss);
    return best.isAbove(ceilings[i]);
  });
  return place < 0 ? undefined : place + 1;
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
