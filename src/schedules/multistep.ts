import { checkOptions, nonNegative, positiveFraction, type Range, whole } from '../arguments.js';
import { ofEpochs } from './checkSchedule.js';
import type { BaseRate, Schedule } from './schedule.js';

export interface MultistepOptions extends BaseRate {
  /** The epochs, from 0, at which the rate drops; one that stands twice drops it twice. */
  milestones: readonly number[];
  /** What the rate is multiplied by at each drop. */
  gamma: number;
}

const wholeNumbers: Range = {
  words: 'a list of whole numbers >= 0',
  holds: (value) => Array.isArray(value) && value.every(whole.holds),
};

/**
 * torch's MultiStepLR: learningRate · gamma^(how many milestones are <= epoch).
 *
 * @throws UsageError for an option outside its range
 */
export function multistepSchedule(options: MultistepOptions): Schedule {
  checkOptions('multistepSchedule', options, {
    learningRate: nonNegative,
    milestones: wholeNumbers,
    gamma: positiveFraction,
  });
  const { learningRate, gamma } = options;
  const milestones = [...options.milestones];
  return ofEpochs(
    (epoch) => learningRate * gamma ** milestones.filter((milestone) => milestone <= epoch).length,
  );
}
