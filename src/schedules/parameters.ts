import { nonNegative, positiveFraction, positiveWhole } from '../settings/numbers.js';
import { type DefaultByEpochs, parameter } from './defineSchedule.js';

/** What the rate is multiplied by at each drop. */
export const gamma = parameter('scheduleGamma', positiveFraction, {
  flag: '--schedule-gamma',
  argument: 'number',
  help: 'factor of each drop',
});

/** Epochs of the schedule, or of its first cycle. */
export const tMax = parameter('scheduleTMax', positiveWhole, {
  flag: '--schedule-t-max',
  argument: 'n',
  help: 'epochs of the schedule, or of its first cycle',
});

/** The lowest rate. */
export const minLr = parameter('scheduleMinLr', nonNegative, {
  flag: '--schedule-min-lr',
  argument: 'number',
  help: 'lowest learning rate',
  scale: 'log',
});

export const allEpochs: DefaultByEpochs<number> = {
  words: "the run's epochs less the warm-up",
  of: (epochs) => epochs,
};
