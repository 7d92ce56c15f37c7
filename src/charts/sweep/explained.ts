import type { Better } from '../../search/ranking.js';
import { badness, isEvidence, type SweepDimension, type SweptTrial } from './chartedSweep.js';
import { groupsOf } from './groups.js';

/** How much of the differences between trials goes with the values of one dimension. */
export interface Explained {
  dimension: SweepDimension;
  /** The trials that it was reckoned from: those that have the dimension. */
  trials: number;
  /** From 0 to 1; undefined if the trials are too few, all of one value, or all alike. */
  share: number | undefined;
  /** What one in twenty shuffles of the metrics would reach. */
  chance: number;
}

/** With fewer trials a share says nothing. */
export const LEAST_TRIALS = 10;

const ONE_IN_TWENTY = 1.6448536269514722; // of the normal distribution

/**
 * How much each dimension explains by itself, in the dimensions' order: the share of the variance of the metric's ranks that
 * lies between the groups of its values, corrected for what chance puts there (epsilon squared). The ranks make it no matter
 * how far off a bad trial is, and diverged ones rank last together.
 *
 * @see Kelley (1935), "An Unbiased Correlation Ratio Measure"; Kruskal and Wallis (1952), whose H is n − 1 times the share
 *   before the correction
 */
export function explained(
  dimensions: readonly SweepDimension[],
  trials: readonly SweptTrial[],
  better: Better,
): Explained[] {
  const evidence = trials.filter(isEvidence);
  return dimensions.map((dimension) => {
    const groups = groupsOf(dimension, evidence).map((group) =>
      group.trials.map(({ metric }) => badness(metric, better)),
    );
    const count = groups.reduce((sum, { length }) => sum + length, 0);
    const isEnough = count >= LEAST_TRIALS && groups.length > 1 && count > groups.length;
    const share = isEnough ? shareBetween(groups) : undefined;
    const chance = isEnough ? chanceShare(count, groups.length) : 0;
    return { dimension, trials: count, share: share && Math.max(0, share), chance: Math.max(0, chance) };
  });
}

/** Epsilon squared of the ranks of some values in groups, below zero where chance alone would give more; undefined if all are alike. */
export function shareBetween(groups: readonly (readonly number[])[]): number | undefined {
  const rankOf = ranks(groups.flat());
  const count = groups.reduce((sum, { length }) => sum + length, 0);
  const mean = (count + 1) / 2;
  let between = 0;
  let total = 0;
  for (const group of groups) {
    let sum = 0;
    for (const value of group) {
      const off = (rankOf.get(value) as number) - mean;
      sum += off;
      total += off * off;
    }
    between += (sum * sum) / group.length;
  }
  return total === 0 ? undefined : corrected(between / total, count, groups.length);
}

/** The share that one in twenty shuffles reaches, by the chi-squared distribution as Wilson and Hilferty approximated it. */
export function chanceShare(count: number, groups: number): number {
  const freedom = groups - 1;
  const ninth = 2 / (9 * freedom);
  const h = freedom * (1 - ninth + ONE_IN_TWENTY * Math.sqrt(ninth)) ** 3;
  return corrected(Math.min(1, h / (count - 1)), count, groups);
}

function corrected(share: number, count: number, groups: number): number {
  return 1 - ((1 - share) * (count - 1)) / (count - groups);
}

/** The rank of each value from 1 up; equal ones share the mean of theirs. */
function ranks(values: readonly number[]): Map<number, number> {
  const sorted = Float64Array.from(values).sort();
  const rankOf = new Map<number, number>();
  for (let first = 0; first < sorted.length; ) {
    const value = sorted[first] as number;
    let end = first + 1;
    while (end < sorted.length && sorted[end] === value) end++;
    rankOf.set(value, (first + 1 + end) / 2);
    first = end;
  }
  return rankOf;
}
