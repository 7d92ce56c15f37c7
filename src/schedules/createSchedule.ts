import type { ScheduleSettings } from '../config/scheduleTable.js';
import { constantSchedule } from './constant.js';
import { cosineSchedule } from './cosine.js';
import { cosineRestartsSchedule } from './cosineRestarts.js';
import { exponentialSchedule } from './exponential.js';
import { linearSchedule } from './linear.js';
import { multistepSchedule } from './multistep.js';
import { oneCycleSchedule } from './oneCycle.js';
import { type Plateau, type PlateauState, plateauSchedule } from './plateau.js';
import { polynomialSchedule } from './polynomial.js';
import type { Schedule } from './schedule.js';
import { stepSchedule } from './step.js';
import { warmupSchedule } from './warmup.js';

/** A schedule, its warm-up and its base rate. */
export type RunSchedule = ScheduleSettings & {
  /** Epochs of the warm-up; 0 for none. */
  warmup: number;
  baseLearningRate: number;
};

/** The learning rates of a run, as its loop asks for them: epochs are counted from 1, as in metrics.csv. */
export interface LearningRates {
  /** The rate of the epoch that is about to run. */
  rateFor(epoch: number): number;
  /** Takes the loss of an epoch that has ended; only a plateau looks at it, and not before the warm-up is over. */
  observe(epoch: number, loss: number): void;
  /** What a checkpoint has to keep, a plain JSON value; undefined where the epoch alone says the rate. */
  readonly state: PlateauState | undefined;
}

/**
 * Makes the learning rates of a run.
 *
 * @param state a saved `state` to go on from
 * @throws UsageError for an option outside its range
 */
export function createSchedule(
  { warmup, baseLearningRate: learningRate, ...settings }: RunSchedule,
  state?: PlateauState,
): LearningRates {
  let plateau: Plateau | undefined;
  let main: Schedule;
  if (settings.schedule === 'plateau') {
    const watching = plateauSchedule({ ...settings.options, learningRate }, state);
    plateau = watching;
    main = () => watching.rate;
  } else {
    main = pureSchedule(settings, learningRate);
  }
  const schedule = warmupSchedule({ learningRate, warmup, main });
  return {
    rateFor: (epoch) => schedule(epoch - 1),
    observe: (epoch, loss) => {
      if (epoch > warmup) plateau?.observe(loss);
    },
    get state() {
      return plateau?.state;
    },
  };
}

/** The schedules that do not look at the losses. */
type PureSettings = Exclude<ScheduleSettings, { schedule: 'plateau' }>;

function pureSchedule({ schedule, options }: PureSettings, learningRate: number): Schedule {
  switch (schedule) {
    case 'constant':
      return constantSchedule({ learningRate });
    case 'step':
      return stepSchedule({ ...options, learningRate });
    case 'multistep':
      return multistepSchedule({ ...options, learningRate });
    case 'exponential':
      return exponentialSchedule({ ...options, learningRate });
    case 'cosine':
      return cosineSchedule({ ...options, learningRate });
    case 'cosine-restarts':
      return cosineRestartsSchedule({ ...options, learningRate });
    case 'linear':
      return linearSchedule({ ...options, learningRate });
    case 'polynomial':
      return polynomialSchedule({ ...options, learningRate });
    case 'one-cycle':
      return oneCycleSchedule({ ...options, learningRate });
  }
}
