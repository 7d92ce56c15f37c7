import { UsageError } from '../errors.js';
import { checkArgument } from '../settings/arguments.js';
import { whole } from '../settings/numbers.js';
import type { Schedule } from './schedule.js';

/** A schedule that refuses what is no epoch, of which its formula would make NaN or a rate. */
export function ofEpochs(schedule: Schedule): Schedule {
  return (epoch) => {
    checkArgument('epoch', epoch, whole);
    return schedule(epoch);
  };
}

/**
 * Checks that the lowest rate is not above the base rate, from which a schedule would then rise.
 *
 * @throws UsageError if it is
 */
export function checkLowest({ minLr, learningRate }: { minLr: number; learningRate: number }): void {
  if (minLr > learningRate) {
    throw new UsageError(
      `minLr must be at most learningRate, got ${minLr} with ${learningRate}; lower minLr or raise learningRate.`,
    );
  }
}
