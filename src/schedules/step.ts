import { checkOptions, nonNegative, positiveFraction, positiveWhole } from '../arguments.js';
import { ofEpochs } from './checkSchedule.js';
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
  checkOptions('stepSchedule', options, {
    learningRate: nonNegative,
    stepSize: positiveWhole,
    gamma: positiveFraction,
  });
  const { learningRate, stepSize, gamma } = options;
  return ofEpochs((epoch) => learningRate * gamma ** Math.floor(epoch / stepSize));
}
