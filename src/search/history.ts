import type { Code } from './drawing.js';

/** How a trial ended, for those that are drawn after it. */
export type Outcome =
  /** The smaller the value, the better; NaN where training diverged, which is worse than any number. */
  | { state: 'complete'; value: number }
  /** Stopped after so many epochs with this value. */
  | { state: 'pruned'; epoch: number; value: number }
  /** Nothing is known of it, and it is drawn from as if it had not been. */
  | { state: 'failed' };

/** What a search knows of a trial; with no outcome as long as it runs. */
export interface Observed {
  /** The codes of the dimensions that it has; while it runs, also those that were drawn with them and not asked for. */
  codes: Readonly<Record<string, Code>>;
  outcome: Outcome | undefined;
}

/** Whether a trial says something of its configuration's worth. */
export function isFinished({ outcome }: Observed): boolean {
  return outcome?.state === 'complete' || outcome?.state === 'pruned';
}

/**
 * The best trials and the others, each in their order. Complete ones stand before those that were stopped, of which the longest
 * and then the lowest are best; those that still run are among the others, as if they were bad: a search that asks again before
 * they end stays away from them (constant liar).
 *
 * @param trials without failed ones
 * @param count how many are the best
 */
export function splitTrials(
  trials: readonly Observed[],
  count: number,
): { below: Observed[]; above: Observed[] } {
  const complete = trials.filter(({ outcome }) => outcome?.state === 'complete');
  const pruned = trials.filter(({ outcome }) => outcome?.state === 'pruned');
  const ranked = [
    ...complete.sort((a, b) => compare(lossOf(a), lossOf(b))),
    ...pruned.sort((a, b) => epochOf(b) - epochOf(a) || compare(lossOf(a), lossOf(b))),
  ];
  const best = new Set(ranked.slice(0, count));
  return {
    below: trials.filter((trial) => best.has(trial)),
    above: trials.filter((trial) => !best.has(trial)),
  };
}

function lossOf({ outcome }: Observed): number {
  const value = outcome !== undefined && outcome.state !== 'failed' ? outcome.value : Number.NaN;
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

function epochOf({ outcome }: Observed): number {
  return outcome?.state === 'pruned' ? outcome.epoch : 0;
}

/** Infinities are equal, where their difference is no number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
