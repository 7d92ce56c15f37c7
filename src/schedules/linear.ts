import { checkObject, checkOptions } from '../settings/arguments.js';
import { fraction, positiveFraction } from '../settings/numbers.js';
import { ofEpochs } from './checkSchedule.js';
import { defineSchedule, parameter, rangesOf } from './defineSchedule.js';
import { allEpochs, tMax } from './parameters.js';
import type { BaseRate, Schedule } from './schedule.js';

// It falls from the base rate to 0, where PyTorch's LinearLR by default rises from a third of it.
const endFactor = parameter('scheduleEndFactor', fraction, {
  flag: '--schedule-end-factor',
  argument: 'number',
  help: 'last part of --lr',
});

const parameters = { tMax: tMax(allEpochs), endFactor: endFactor(0) };

export interface LinearOptions extends BaseRate {
  /** The first epoch's part of the base rate; 1 if absent (torch: 1/3). */
  startFactor?: number;
  /** The last epoch's part of the base rate; torch's default is 1. */
  endFactor: number;
  /** Epochs from the first factor to the last; torch's total_iters. */
  tMax: number;
}

/**
 * torch's LinearLR: learningRate · (startFactor + (endFactor − startFactor) · min(epoch, tMax) / tMax). After tMax it keeps
 * its last value. Torch's own defaults rise from a third of the base rate to all of it, in 5 epochs.
 *
 * @throws UsageError for a setting outside its range
 */
export function linearSchedule(options: LinearOptions): Schedule {
  checkObject('linearSchedule', options);
  const { learningRate, startFactor = 1, endFactor, tMax } = options;
  checkOptions(
    'linearSchedule',
    { ...options, startFactor },
    { ...rangesOf(parameters), startFactor: positiveFraction },
  );
  return ofEpochs(
    (epoch) =>
      // At tMax the sum of the factors is rounded, and would not be quite endFactor.
      learningRate * (epoch >= tMax ? endFactor : startFactor + ((endFactor - startFactor) * epoch) / tMax),
  );
}

export const linear = defineSchedule({
  name: 'linear',
  torchName: 'LinearLR',
  parameters,
  schedule: linearSchedule,
});
