import { checkOptions } from '../settings/arguments.js';
import { positiveWhole } from '../settings/numbers.js';
import { ofEpochs } from './checkSchedule.js';
import { defineSchedule, parameter, rangesOf } from './defineSchedule.js';
import { gamma } from './parameters.js';
import type { BaseRate, Schedule } from './schedule.js';

const stepSize = parameter('scheduleStepSize', positiveWhole, {
  flag: '--schedule-step-size',
  argument: 'n',
  help: 'epochs between drops',
});

const parameters = { stepSize: stepSize(30), gamma: gamma(0.1) };

export interface StepOptions extends BaseRate {
  /** Epochs between drops. */
  stepSize: number;
  /** What the rate is multiplied by at each drop. */
  gamma: number;
}

/**
 * torch's StepLR: learningRate · gamma^⌊epoch / stepSize⌋.
 *
 * @throws UsageError for a setting outside its range
 */
export function stepSchedule(options: StepOptions): Schedule {
  checkOptions('stepSchedule', options, rangesOf(parameters));
  const { learningRate, stepSize, gamma } = options;
  return ofEpochs((epoch) => learningRate * gamma ** Math.floor(epoch / stepSize));
}

export const step = defineSchedule({ name: 'step', torchName: 'StepLR', parameters, schedule: stepSchedule });
