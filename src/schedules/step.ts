import { checkRanges, nonNegative, positiveFraction, positiveWhole } from './ranges.js';
import type { BaseRate, Schedule } from './schedule.js';

export interface StepOptions extends BaseRate {
  /** Epochs between drops. */
  stepSize: number;
  /** What the rate is multiplied by at each drop. */
  gamma: number;
}

/**
 * torch's StepLR: learningRate · gamma^⌊epoch / stepSize⌋.
 *
 * @throws UsageError for an option outside its range
 */
export function stepSchedule(options: StepOptions): Schedule {
  const { learningRate, stepSize, gamma } = options;
  checkRanges(options, { learningRate: nonNegative, stepSize: positiveWhole, gamma: positiveFraction });
  return (epoch) => learningRate * gamma ** Math.floor(epoch / stepSize);
}
