import { checkOptions } from '../settings/arguments.js';
import { positiveWhole } from '../settings/numbers.js';
import { checkLowest, ofEpochs } from './checkSchedule.js';
import { type DefaultByEpochs, defineSchedule, parameter, rangesOf } from './defineSchedule.js';
import { minLr, tMax } from './parameters.js';
import type { BaseRate, Schedule } from './schedule.js';

const tMult = parameter('scheduleTMult', positiveWhole, {
  flag: '--schedule-t-mult',
  argument: 'n',
  help: 'factor of the length from cycle to cycle',
});

// Rounded up, so that no fifth cycle begins at the full rate in the last epochs.
const quarter: DefaultByEpochs<number> = {
  words: "a quarter of the run's epochs less the warm-up",
  of: (epochs) => Math.ceil(epochs / 4),
};

const parameters = { tMax: tMax(quarter), tMult: tMult(1), minLr: minLr(0) };

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
 * @throws UsageError for a setting outside its range
 * @see Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, equation 5
 */
export function cosineRestartsSchedule(options: CosineRestartsOptions): Schedule {
  checkOptions('cosineRestartsSchedule', options, rangesOf(parameters));
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

export const cosineRestarts = defineSchedule({
  name: 'cosine-restarts',
  torchName: 'CosineAnnealingWarmRestarts',
  parameters,
  schedule: cosineRestartsSchedule,
});
