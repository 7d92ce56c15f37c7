import { checkRanges, nonNegative } from './ranges.js';
import type { BaseRate, Schedule } from './schedule.js';

/**
 * The base rate in every epoch; what torch does without a scheduler.
 *
 * @throws UsageError for a rate outside its range
 */
export function constantSchedule({ learningRate }: BaseRate): Schedule {
  checkRanges({ learningRate }, { learningRate: nonNegative });
  return () => learningRate;
}
