import { checkOptions, nonNegative } from '../arguments.js';
import { ofEpochs } from './checkSchedule.js';
import type { BaseRate, Schedule } from './schedule.js';

/**
 * The base rate in every epoch; what torch does without a scheduler.
 *
 * @throws UsageError for a rate outside its range
 */
export function constantSchedule(options: BaseRate): Schedule {
  checkOptions('constantSchedule', options, { learningRate: nonNegative });
  const { learningRate } = options;
  return ofEpochs(() => learningRate);
}
