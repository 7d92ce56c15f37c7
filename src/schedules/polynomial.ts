import { checkOptions, nonNegative, positiveWhole } from '../arguments.js';
import { ofEpochs } from './checkSchedule.js';
import type { BaseRate, Schedule } from './schedule.js';

export interface PolynomialOptions extends BaseRate {
  /** Epochs from the base rate to 0; torch's total_iters. */
  tMax: number;
  /** 1 falls on a line; more falls faster at first. */
  power: number;
}

/**
 * torch's PolynomialLR: learningRate · (1 − min(epoch, tMax) / tMax)^power. After tMax it stays at 0.
 *
 * @throws UsageError for an option outside its range
 */
export function polynomialSchedule(options: PolynomialOptions): Schedule {
  checkOptions('polynomialSchedule', options, {
    learningRate: nonNegative,
    tMax: positiveWhole,
    power: nonNegative,
  });
  const { learningRate, tMax, power } = options;
  return ofEpochs((epoch) => learningRate * (1 - Math.min(epoch, tMax) / tMax) ** power);
}
