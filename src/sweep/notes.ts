import { nameOf } from '../config/trainSettings.js';
import { formatCount } from '../format.js';
import { Grid } from '../search/grid.js';
import type { GivenSettings } from '../settings/given.js';
import { type SweepPlan, varies } from './plan.js';
import { nameOfSweep, type SweepSettings } from './settings.js';

/** A grid's trials are resolved before the first one is trained, up to so many. */
export const MOST_CHECKED = 20_000;

/** What is to be said of a sweep before it begins. */
export function notesOf(
  { metric, trials, prune, search, common, space }: SweepPlan,
  given: GivenSettings<keyof SweepSettings>,
): string[] {
  const notes: string[] = [];
  if (metric.startsWith('test_')) {
    notes.push(
      `${metric} ranks the trials by the test rows, so the winner's test metrics are biased; add --val-size 0.2.`,
    );
  }
  const isTyped = (name: keyof SweepSettings) => given[name] !== undefined && given[name].file === undefined; // space.json has all of them
  for (const name of ['searchSeed', 'lookahead'] as const) {
    const isIdle = trials === undefined && (name === 'searchSeed' || prune === undefined);
    if (isTyped(name) && isIdle) {
      notes.push(`${nameOfSweep(name, given)} does nothing without --trials.`);
    }
  }
  if (search === 'random' && isTyped('lookahead') && prune === undefined) {
    notes.push(`${nameOfSweep('lookahead', given)} does nothing with --search random.`);
  }
  if (varies({ space }, ['samples', 'features', 'informative', 'targets', 'noise', 'bias', 'splitSeed'])) {
    notes.push('The trials are of different rows, and so their metrics are not of one thing.');
  }
  const size = search === undefined ? new Grid(space).size : 0;
  if (size > MOST_CHECKED) {
    notes.push(
      `Of ${formatCount(size)} configurations the first ${formatCount(MOST_CHECKED)} are checked before they train; a later one whose settings do not go together fails alone.`,
    );
  }
  if (common.output.trace) notes.push(`${nameOf('trace', {})} writes a trace for each trial.`);
  return notes;
}
