import { checkOptions } from '../settings/arguments.js';
import { nonNegative, whole } from '../settings/numbers.js';
import type { Allowed } from '../settings/range.js';
import { ofEpochs } from './checkSchedule.js';
import { linearSchedule } from './linear.js';
import type { BaseRate, Schedule } from './schedule.js';

export interface WarmupOptions extends BaseRate {
  /** Epochs of the warm-up; 0 for none. */
  warmup: number;
  /** What follows, with a clock of its own that starts at 0. */
  main: Schedule;
}

const schedules: Allowed = {
  words: 'a schedule',
  holds: (value) => typeof value === 'function',
};

/**
 * torch's SequentialLR of LinearLR(start_factor=0.1, total_iters=warmup) and the main schedule, milestones [warmup]: the rate
 * rises on a line from a tenth of the base rate, which it would reach in the first epoch of the main schedule.
 *
 * @throws UsageError for a setting outside its range
 */
export function warmupSchedule(options: WarmupOptions): Schedule {
  checkOptions('warmupSchedule', options, { learningRate: nonNegative, warmup: whole, main: schedules });
  const { learningRate, warmup, main } = options;
  if (warmup === 0) return main;
  const rise = linearSchedule({ learningRate, startFactor: 0.1, endFactor: 1, tMax: warmup });
  return ofEpochs((epoch) => (epoch < warmup ? rise(epoch) : main(epoch - warmup)));
}
