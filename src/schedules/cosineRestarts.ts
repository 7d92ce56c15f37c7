import { checkOptions, nonNegative, positiveWhole } from '../arguments.js';
import { checkLowest, ofEpochs } from './checkSchedule.js';
import type { BaseRate, Schedule } from './schedule.js';

export interface CosineRestartsOptions extends BaseRate {
  /** Epochs of the first cycle; torch's T_0. */
  tMax: number;
  /** How many times longer than the one before each cycle is; torch's T_mult. */
  tMult: number;
  /** The lowest rate; torch's eta_min. */
  minLr: number;
}

/**
 * torch's CosineAnnealingWarmRestarts: minLr + (learningRate − minLr) · (1 + cos(π · t / T)) / 2, where t counts the epochs of
 * the current cycle and T is its length: tMax, then tMult times the one before.
 *
 * @throws UsageError for an option outside its range
 * @see Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, equation 5
 */
export function cosineRestartsSchedule(options: CosineRestartsOptions): Schedule {
  checkOptions('cosineRestartsSchedule', options, {
    learningRate: nonNegative,
    tMax: positiveWhole,
    tMult: positiveWhole,
    minLr: nonNegative,
  });
  checkLowest(options);
  const { learningRate, tMax, tMult, minLr } = options;
  return ofEpochs((epoch) => {
    const { t, length } = cycleAt(epoch, tMax, tMult);
    return minLr + ((learningRate - minLr) * (1 + Math.cos((Math.PI * t) / length))) / 2;
  });
}

function cycleAt(epoch: number, first: number, times: number): { t: number; length: number } {
  if (times === 1) return { t: epoch % first, length: first };
  let [t, length] = [epoch, first];
  while (t >= length) {
    t -= length;
    length *= times;
  }
  return { t, length };
}
