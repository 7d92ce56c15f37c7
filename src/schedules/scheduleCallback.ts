import { checkArgument } from '../settings/arguments.js';
import type { Plateau } from './plateau.js';
import type { Schedule } from './schedule.js';

/** What tfjs's `fit` calls around each epoch. */
export interface ScheduleCallback {
  onEpochBegin(epoch: number): void;
  onEpochEnd(epoch: number, logs?: Record<string, number>): void;
}

/**
 * Has `model.fit` train each epoch with a schedule's rate: `model.fit(x, y, { callbacks: scheduleCallback(optimizer, schedule) })`. A
 * plateau's schedule hears the validation loss of each epoch, or the training loss where there is none.
 *
 * @param optimizer the model's; one of this package, or one of tfjs's that has a `learningRate`
 * @param schedule gives the rate of an epoch, counted from 0
 * @throws UsageError if the optimizer has no learning rate that can be set
 */
export function scheduleCallback(optimizer: object, schedule: Schedule | Plateau): ScheduleCallback {
  // tfjs declares it as protected where it has one; its SGD keeps a tensor of it beside, which a method of its own changes.
  const its = optimizer as { learningRate?: number; setLearningRate?: (learningRate: number) => void };
  checkArgument('optimizer', optimizer, {
    words: 'an optimizer with a learningRate, the one that the model was compiled with',
    holds: (value) => typeof (value as typeof its | undefined | null)?.learningRate === 'number',
  });
  checkArgument('schedule', schedule, {
    words: 'a function of the epoch, or a plateau',
    holds: (value) =>
      typeof value === 'function' || typeof (value as Plateau | undefined | null)?.observe === 'function',
  });
  return {
    onEpochBegin(epoch) {
      const rate = typeof schedule === 'function' ? schedule(epoch) : schedule.rate;
      if (its.setLearningRate === undefined) its.learningRate = rate;
      else its.setLearningRate(rate);
    },
    onEpochEnd(_epoch, { loss, val_loss: valLoss = loss } = {}) {
      if (typeof schedule !== 'function' && valLoss !== undefined) schedule.observe(valLoss);
    },
  };
}
