import { checkOptions } from '../settings/arguments.js';
import { ofEpochs } from './checkSchedule.js';
import { defineSchedule, rangesOf } from './defineSchedule.js';
import { gamma } from './parameters.js';
import type { BaseRate, Schedule } from './schedule.js';

const parameters = { gamma: gamma(0.95) };

export interface ExponentialOptions extends BaseRate {
  /** What the rate is multiplied by after every epoch. */
  gamma: number;
}

/**
 * torch's ExponentialLR: learningRate · gamma^epoch.
 *
 * @throws UsageError for a setting outside its range
 */
export function exponentialSchedule(options: ExponentialOptions): Schedule {
  checkOptions('exponentialSchedule', options, rangesOf(parameters));
  const { learningRate, gamma } = options;
  return ofEpochs((epoch) => learningRate * gamma ** epoch);
}

export const exponential = defineSchedule({
  name: 'exponential',
  torchName: 'ExponentialLR',
  parameters,
  schedule: exponentialSchedule,
});
