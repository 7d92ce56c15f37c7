import type { Point } from '../parts/thinning.js';
import type { SweepDimension, SweptTrial } from './chartedSweep.js';
import type { Places } from './places.js';

/** Where a trial stands, and which. */
export interface PlacedTrial extends Point {
  trial: SweptTrial;
}

/** Its multiples, without what is whole of them, fill the numbers from 0 to 1 evenly however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Where trials stand on the axis of a dimension; those that share a place are moved a little to its sides, except the best.
 *
 * @returns undefined for a trial that has no place there
 */
export function placesOfTrials(
  trials: readonly SweptTrial[],
  { key }: SweepDimension,
  places: Places,
  best: number | undefined,
): (number | undefined)[] {
  const ats = trials.map(({ values }) => places.place(values[key]));
  const shared = new Map<number, number>();
  for (const at of ats) if (at !== undefined) shared.set(at, (shared.get(at) ?? 0) + 1);
  const met = new Map<number, number>();
  return trials.map(({ trial }, i) => {
    const at = ats[i];
    if (at === undefined || trial === best || shared.get(at) === 1) return at;
    const turn = (met.get(at) ?? 0) + 1;
    met.set(at, turn);
    return at + (2 * ((turn * GOLDEN) % 1) - 1) * places.room(at);
  });
}
