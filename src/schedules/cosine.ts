import { checkOptions } from '../settings/arguments.js';
import { checkLowest, ofEpochs } from './checkSchedule.js';
import { defineSchedule, rangesOf } from './defineSchedule.js';
import { allEpochs, minLr, tMax } from './parameters.js';
import type { BaseRate, Schedule } from './schedule.js';

const parameters = { tMax: tMax(allEpochs), minLr: minLr(0) };

export interface CosineOptions extends BaseRate {
  /** Epochs from the base rate to the lowest; torch's T_max. */
  tMax: number;
  /** The lowest rate; torch's eta_min. */
  minLr: number;
}

/**
 * torch's CosineAnnealingLR: minLr + (learningRate − minLr) · (1 + cos(π · epoch / tMax)) / 2. After tMax it rises again, and
 * is back at the base rate after 2 · tMax.
 *
 * @throws UsageError for a setting outside its range
 * @see Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, equation 5
 */
export function cosineSchedule(options: CosineOptions): Schedule {
  checkOptions('cosineSchedule', options, rangesOf(parameters));
  const { learningRate, tMax, minLr } = options;
  checkLowest(options);
  return ofEpochs((epoch) => minLr + ((learningRate - minLr) * (1 + Math.cos((Math.PI * epoch) / tMax))) / 2);
}

export const cosine = defineSchedule({
  name: 'cosine',
  torchName: 'CosineAnnealingLR',
  parameters,
  schedule: cosineSchedule,
});
