import { checkArgument } from '../settings/arguments.js';
import { positiveWhole } from '../settings/numbers.js';
import { type Better, type Measured, ranked } from './ranking.js';

/** Trials that train up to the same epoch before they are compared. */
export interface Rung {
  /** The epoch that they train to, counted from the first. */
  epochs: number;
  /** How many there are. */
  trials: number;
}

/** η: a third goes on, for three times as long. */
const ETA = 3;
const RUNGS = 4;

/**
 * The plan of synchronous successive halving: ⌈E/27⌉, ⌈E/9⌉, ⌈E/3⌉ and E epochs, where the best ⌈n/3⌉ of a rung's n trials go on to the
 * next. Rungs that few epochs make equal are one.
 *
 * @param trials all that begin
 * @param epochs E, which a finalist has
 * @throws UsageError if one of them is no whole number >= 1
 * @see Jamieson & Talwalkar (2016), "Non-stochastic Best Arm Identification and Hyperparameter Optimization", section 3
 */
export function halvingPlan(trials: number, epochs: number): Rung[] {
  checkArgument('trials', trials, positiveWhole);
  checkArgument('epochs', epochs, positiveWhole);
  const ends = Array.from({ length: RUNGS }, (_, i) => Math.ceil(epochs / ETA ** (RUNGS - 1 - i)));
  let left = trials * ETA;
  return [...new Set(ends)].map((end) => {
    left = Math.ceil(left / ETA);
    return { epochs: end, trials: left };
  });
}

/** How many epochs a plan trains in all, each trial going on from where it stopped. */
export function halvingEpochs(plan: readonly Rung[]): number {
  return plan.reduce((sum, { epochs, trials }, i) => sum + trials * (epochs - (plan[i - 1]?.epochs ?? 0)), 0);
}

/**
 * The trials of a rung that go on to the next: the best ⌈n/3⌉, in their order. NaN ranks last, and of equal ones the earlier is
 * better.
 */
export function goOn(rung: readonly Measured[], better: Better = 'lower'): number[] {
  return ranked(rung, better)
    .slice(0, Math.ceil(rung.length / ETA))
    .map(({ trial }) => trial)
    .sort((a, b) => a - b);
}
