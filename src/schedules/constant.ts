import { checkOptions } from '../settings/arguments.js';
import { ofEpochs } from './checkSchedule.js';
import { defineSchedule, rangesOf } from './defineSchedule.js';
import type { BaseRate, Schedule } from './schedule.js';

const parameters = {};

/**
 * The base rate in every epoch; what torch does without a scheduler.
 *
 * @throws UsageError for a rate outside its range
 */
export function constantSchedule(options: BaseRate): Schedule {
  checkOptions('constantSchedule', options, rangesOf(parameters));
  const { learningRate } = options;
  return ofEpochs(() => learningRate);
}

export const constant = defineSchedule({ name: 'constant', parameters, schedule: constantSchedule });
