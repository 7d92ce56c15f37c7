import { checkOptions, nonNegative, positiveFraction } from '../arguments.js';
import { ofEpochs } from './checkSchedule.js';
import type { BaseRate, Schedule } from './schedule.js';

export interface ExponentialOptions extends BaseRate {
  /** What the rate is multiplied by after every epoch. */
  gamma: number;
}

/**
 * torch's ExponentialLR: learningRate · gamma^epoch.
 *
 * @throws UsageError for an option outside its range
 */
export function exponentialSchedule(options: ExponentialOptions): Schedule {
  checkOptions('exponentialSchedule', options, { learningRate: nonNegative, gamma: positiveFraction });
  const { learningRate, gamma } = options;
  return ofEpochs((epoch) => learningRate * gamma ** epoch);
}
