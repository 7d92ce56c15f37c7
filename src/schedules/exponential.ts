import { checkRanges, nonNegative, positiveFraction } from './ranges.js';
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
  const { learningRate, gamma } = options;
  checkRanges(options, { learningRate: nonNegative, gamma: positiveFraction });
  return (epoch) => learningRate * gamma ** epoch;
}
