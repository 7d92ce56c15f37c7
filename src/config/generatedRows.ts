import { UsageError } from '../errors.js';
import { formatCount } from '../format.js';
import type { GivenSettings } from '../settings/given.js';
import { testRows } from './testRows.js';
import type { GivenTrainSettings } from './trainSettings.js';
import { nameOf } from './trainSettings.js';

/** What is drawn, before it is known how many columns matter. */
export interface Drawn {
  features: number;
  informative: number | undefined;
}

export function informativeColumns(
  drawn: Drawn,
  given: GivenSettings<'informative'>,
  notes: string[],
): number {
  const { features, informative = Math.min(10, features) } = drawn;
  if (informative > features) {
    notes.push(
      `${nameOf('informative', given)} is ${informative}, more than the ${features} features; all of them are informative.`,
    );
  }
  return Math.min(informative, features);
}

/** The parts held out are rounded up, so it is the training part that can be left without a row. */
export function checkSplit(
  { samples, testSize, valSize }: { samples: number; testSize: number; valSize: number | undefined },
  given: GivenTrainSettings,
): void {
  const rows = `${given.samples?.text ?? samples} ${samples === 1 ? 'row' : 'rows'}`;
  const notTested = samples - testRows(samples, testSize);
  if (notTested < 1) {
    throw new UsageError(
      `${nameOf('testSize', given)} must leave at least one row to train on and one to test on, got ${given.testSize?.text ?? testSize} of ${rows}; lower ${nameOf('testSize', given)} or raise ${nameOf('samples', given)}.`,
    );
  }
  if (valSize !== undefined && testRows(notTested, valSize) >= notTested) {
    throw new UsageError(
      `${nameOf('valSize', given)} must leave at least one row to train on, got ${valSize} of the ${notTested} that ${nameOf('testSize', given)} leaves; lower it or raise ${nameOf('samples', given)}.`,
    );
  }
}

const MOST_VALUES = 500_000_000;

/** Refuses what no machine's memory would hold, before anything is allocated. */
export function checkCells(
  { samples, features }: { samples: number; features: number },
  given: GivenTrainSettings,
): void {
  if (samples * features > MOST_VALUES) {
    throw new UsageError(
      `${nameOf('samples', given)} times ${nameOf('features', given)} must be at most ${formatCount(MOST_VALUES)} values, got ${samples} times ${features}; lower one of them.`,
    );
  }
}
