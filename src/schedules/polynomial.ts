import { checkOptions } from '../settings/arguments.js';
import { nonNegative } from '../settings/numbers.js';
import { ofEpochs } from './checkSchedule.js';
import { defineSchedule, parameter, rangesOf } from './defineSchedule.js';
import { allEpochs, tMax } from './parameters.js';
import type { BaseRate, Schedule } from './schedule.js';

const power = parameter('schedulePower', nonNegative, {
  flag: '--schedule-power',
  argument: 'number',
  help: 'exponent of the polynomial',
});

const parameters = { tMax: tMax(allEpochs), power: power(1) };

export interface PolynomialOptions extends BaseRate {
  /** Epochs from the base rate to 0; torch's total_iters. */
  tMax: number;
  /** 1 falls on a line; more falls faster at first. */
  power: number;
}

/**
 * torch's PolynomialLR: learningRate · (1 − min(epoch, tMax) / tMax)^power. After tMax it stays at 0.
 *
 * @throws UsageError for a setting outside its range
 */
export function polynomialSchedule(options: PolynomialOptions): Schedule {
  checkOptions('polynomialSchedule', options, rangesOf(parameters));
  const { learningRate, tMax, power } = options;
  return ofEpochs((epoch) => learningRate * (1 - Math.min(epoch, tMax) / tMax) ** power);
}

export const polynomial = defineSchedule({
  name: 'polynomial',
  torchName: 'PolynomialLR',
  parameters,
  schedule: polynomialSchedule,
});
