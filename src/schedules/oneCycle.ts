import { checkObject, checkOptions } from '../settings/arguments.js';
import { atLeastOne, fraction } from '../settings/numbers.js';
import { ofEpochs } from './checkSchedule.js';
import { defineSchedule, parameter, rangesOf } from './defineSchedule.js';
import { allEpochs, tMax } from './parameters.js';
import type { BaseRate, Schedule } from './schedule.js';

const pctStart = parameter('schedulePctStart', fraction, {
  flag: '--schedule-pct-start',
  argument: 'fraction',
  help: 'part of the cycle that rises',
});

const parameters = { tMax: tMax(allEpochs), pctStart: pctStart(0.3) };

export interface OneCycleOptions extends BaseRate {
  /** Epochs of the whole cycle; torch's total_steps. */
  tMax: number;
  /** The part of the cycle in which the rate rises; torch's pct_start. */
  pctStart: number;
  /** The first rate is learningRate / divFactor; 25 if absent. */
  divFactor?: number;
  /** The last rate is the first / finalDivFactor; 1e4 if absent. */
  finalDivFactor?: number;
}

/**
 * torch's OneCycleLR with anneal_strategy 'cos': `learningRate` is the maximum, torch's max_lr. The rate goes on half a cosine
 * from learningRate / divFactor up to it until the epoch pctStart · tMax − 1, and on another down to
 * learningRate / divFactor / finalDivFactor in the epoch tMax − 1. The betas are not cycled: this is torch's
 * cycle_momentum=False. After the cycle the rate keeps its last value, where torch raises an error.
 *
 * @throws UsageError for a setting outside its range
 * @see Smith and Topin, Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates
 */
export function oneCycleSchedule(options: OneCycleOptions): Schedule {
  checkObject('oneCycleSchedule', options);
  const { learningRate, tMax, pctStart, divFactor = 25, finalDivFactor = 1e4 } = options;
  checkOptions(
    'oneCycleSchedule',
    { ...options, divFactor, finalDivFactor },
    { ...rangesOf(parameters), divFactor: atLeastOne, finalDivFactor: atLeastOne },
  );
  const first = learningRate / divFactor;
  const lowest = first / finalDivFactor;
  const peak = pctStart * tMax - 1;
  const last = tMax - 1;
  return ofEpochs((epoch) => {
    const t = Math.min(epoch, last);
    // With the peak in epoch 0 there is nothing to rise through; torch divides by zero.
    if (peak > 0 && t <= peak) return anneal(first, learningRate, t / peak);
    return last > peak ? anneal(learningRate, lowest, (t - peak) / (last - peak)) : learningRate;
  });
}

/** Half a cosine from start to end, as torch computes it. */
function anneal(start: number, end: number, part: number): number {
  return end + ((start - end) / 2) * (Math.cos(Math.PI * part) + 1);
}

export const oneCycle = defineSchedule({
  name: 'one-cycle',
  torchName: 'OneCycleLR',
  parameters,
  schedule: oneCycleSchedule,
});
