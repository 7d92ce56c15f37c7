import { checkOptions } from '../settings/arguments.js';
import { positiveWholes } from '../settings/lists.js';
import { whole } from '../settings/numbers.js';
import type { Allowed } from '../settings/range.js';
import { ofEpochs } from './checkSchedule.js';
import { type DefaultByEpochs, defineSchedule, parameter, rangesOf } from './defineSchedule.js';
import { gamma } from './parameters.js';
import type { BaseRate, Schedule } from './schedule.js';

const milestones = parameter('scheduleMilestones', positiveWholes, {
  flag: '--schedule-milestones',
  argument: 'epochs',
  help: 'when the rate drops: after these, counted from the end of the warm-up',
});

const halfAndThreeQuarters: DefaultByEpochs<number[]> = {
  words: "50 % and 75 % of the run's epochs less the warm-up",
  of: (epochs) => [0.5, 0.75].map((part) => Math.max(1, Math.round(part * epochs))),
};

const parameters = { milestones: milestones(halfAndThreeQuarters), gamma: gamma(0.1) };

export interface MultistepOptions extends BaseRate {
  /** The epochs, from 0, at which the rate drops; one that stands twice drops it twice. */
  milestones: readonly number[];
  /** What the rate is multiplied by at each drop. */
  gamma: number;
}

/** A flag's epochs are counted from 1; the function takes 0 too, and no drop at all. */
const wholeNumbers: Allowed = {
  words: 'a list of whole numbers >= 0',
  holds: (value) => Array.isArray(value) && value.every(whole.holds),
};

/**
 * torch's MultiStepLR: learningRate · gamma^(how many milestones are <= epoch).
 *
 * @throws UsageError for a setting outside its range
 */
export function multistepSchedule(options: MultistepOptions): Schedule {
  checkOptions('multistepSchedule', options, { ...rangesOf(parameters), milestones: wholeNumbers });
  const { learningRate, gamma } = options;
  const milestones = [...options.milestones];
  return ofEpochs(
    (epoch) => learningRate * gamma ** milestones.filter((milestone) => milestone <= epoch).length,
  );
}

export const multistep = defineSchedule({
  name: 'multistep',
  torchName: 'MultiStepLR',
  parameters,
  schedule: multistepSchedule,
});
