import type { Following, FollowingState } from './defineSchedule.js';
import { type ScheduleConfig, schedules } from './index.js';
import { warmupSchedule } from './warmup.js';

/** The learning rates of a run, as its loop asks for them: epochs are counted from 1, as in metrics.csv. */
export interface LearningRates {
  /** The rate of the epoch that is about to run. */
  rateFor(epoch: number): number;
  /** Takes the loss of an epoch that has ended; only a schedule that follows them looks at it, and not before the warm-up is over. */
  observe(epoch: number, loss: number): void;
  /** What a checkpoint has to keep, a plain JSON value; undefined where the epoch alone says the rate. */
  readonly state: FollowingState | undefined;
}

/**
 * Makes the learning rates of a run.
 *
 * @param learningRate the base rate
 * @param state a saved `state` to go on from
 * @throws UsageError for a parameter outside its range
 */
export function createSchedule(
  { name, warmup, ...values }: ScheduleConfig,
  learningRate: number,
  state?: FollowingState,
): LearningRates {
  const { schedule, follow } = schedules[name];
  const settings = { ...values, learningRate };
  const following: Following | undefined = follow?.(settings, state);
  const main = schedule?.(settings) ?? (() => following?.rate ?? learningRate);
  const rates = warmupSchedule({ learningRate, warmup, main });
  return {
    rateFor: (epoch) => rates(epoch - 1),
    observe: (epoch, loss) => {
      if (epoch > warmup) following?.observe(loss);
    },
    get state() {
      return following?.state;
    },
  };
}
