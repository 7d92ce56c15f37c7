import { havingIt, type SweepDimension, type SweptTrial } from './chartedSweep.js';
import { compareValues, isNumberOf, valueText } from './values.js';

/** Trials whose values of a dimension are one, or near each other. */
export interface Group {
  /** The only value, or the smallest and the largest. */
  from: unknown;
  to: unknown;
  trials: SweptTrial[];
}

const MOST_BINS = 10;

/**
 * The trials that have a dimension by their values, in the values' order: each category and each of few numbers for itself, and
 * more numbers in bins of about equal count, as many as the root of the number of trials and at most ten. Equal numbers stay
 * together, and what has no place among the numbers, such as 0 on a logarithmic scale, stands apart before them.
 */
export function groupsOf(dimension: SweepDimension, trials: readonly SweptTrial[]): Group[] {
  const byValue = new Map<string, Group>();
  for (const trial of havingIt(trials, dimension)) {
    const value = trial.values[dimension.key];
    const text = valueText(value);
    const group = byValue.get(text);
    if (group === undefined) byValue.set(text, { from: value, to: value, trials: [trial] });
    else group.trials.push(trial);
  }
  const groups = [...byValue.values()].sort((a, b) => compareValues(a.from, b.from));
  const isNumber = ({ from }: Group) => isNumberOf(dimension, from);
  return [...groups.filter((group) => !isNumber(group)), ...binned(groups.filter(isNumber))];
}

/** @param groups of one number each, by rising numbers */
function binned(groups: readonly Group[]): Group[] {
  const count = groups.reduce((sum, { trials }) => sum + trials.length, 0);
  const bins = Math.min(MOST_BINS, Math.max(2, Math.floor(Math.sqrt(count))));
  const areFew = groups.length <= bins || groups.length <= Math.min(MOST_BINS, count / 2);
  if (areFew) return [...groups];
  const merged: Group[] = [];
  let before = 0;
  let binBefore: number | undefined;
  for (const { from, to, trials } of groups) {
    // The bin that the middle one of the number's trials falls into.
    const bin = Math.floor((bins * (before + (trials.length - 1) / 2)) / count);
    const last = merged.at(-1);
    if (last === undefined || bin !== binBefore) merged.push({ from, to, trials: [...trials] });
    else {
      last.to = to;
      last.trials.push(...trials);
    }
    before += trials.length;
    binBefore = bin;
  }
  return merged;
}
