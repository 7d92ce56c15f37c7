import { checkRanges, nonNegative, positiveFraction, whole } from './ranges.js';
import type { BaseRate, Schedule } from './schedule.js';

export interface MultistepOptions extends BaseRate {
  /** The epochs, from 0, at which the rate drops; one that stands twice drops it twice. */
  milestones: readonly number[];
  /** What the rate is multiplied by at each drop. */
  gamma: number;
}

/**
 * torch's MultiStepLR: learningRate · gamma^(how many milestones are <= epoch).
 *
 * @throws UsageError for an option outside its range
 */
export function multistepSchedule(options: MultistepOptions): Schedule {
  const { learningRate, gamma } = options;
  const milestones = [...options.milestones];
  checkRanges({ learningRate, gamma }, { learningRate: nonNegative, gamma: positiveFraction });
  for (const milestone of milestones) checkRanges({ milestones: milestone }, { milestones: whole });
  return (epoch) => learningRate * gamma ** milestones.filter((milestone) => milestone <= epoch).length;
}
