import { checkArgument, checkObject, checkOptions } from '../settings/arguments.js';
import { finite, nonNegative, openFraction, whole } from '../settings/numbers.js';
import type { Allowed } from '../settings/range.js';
import { checkLowest } from './checkSchedule.js';
import { defineSchedule, parameter, rangesOf } from './defineSchedule.js';
import { minLr } from './parameters.js';
import type { BaseRate } from './schedule.js';

const factor = parameter('scheduleFactor', openFraction, {
  flag: '--schedule-factor',
  argument: 'number',
  help: 'factor of a drop on a plateau',
});

const patience = parameter('schedulePatience', whole, {
  flag: '--schedule-patience',
  argument: 'n',
  help: 'epochs without a better loss before a drop',
});

const cooldown = parameter('scheduleCooldown', whole, {
  flag: '--schedule-cooldown',
  argument: 'n',
  help: 'epochs after a drop that do not count',
});

const parameters = { factor: factor(0.1), patience: patience(10), cooldown: cooldown(0), minLr: minLr(0) };

export interface PlateauOptions extends BaseRate {
  /** What the rate is multiplied by when the loss has stopped falling. */
  factor: number;
  /** Epochs without a better loss that are borne; the one after them lowers the rate. */
  patience: number;
  /** Epochs after a drop in which no loss counts as bad. */
  cooldown: number;
  /** The rate is not lowered below it. */
  minLr: number;
  /** What a loss must be lower by to count as better; 1e-4 if absent. */
  threshold?: number;
  /** Whether the threshold is a part of the best loss or a difference from it; 'rel' if absent. */
  thresholdMode?: 'rel' | 'abs';
}

/** What the plateau remembers from epoch to epoch: plain values that JSON keeps to the bit. */
export interface PlateauState {
  /** The best loss so far; null before the first. */
  best: number | null;
  /** Epochs since the best loss or the last drop. */
  badEpochs: number;
  /** Epochs in which no loss will count as bad. */
  cooldown: number;
  /** The learning rate of the next epoch. */
  rate: number;
}

/** A learning rate that depends on the losses. */
export interface Plateau {
  /** The learning rate of the next epoch. */
  readonly rate: number;
  /** A copy to save; give it to `plateauSchedule` to go on from there. */
  readonly state: PlateauState;
  /** Takes the loss of the epoch that has ended. */
  observe(loss: number): void;
}

/** A drop smaller than this is left out: torch's eps. */
const SMALLEST_DROP = 1e-8;

const modes: Allowed = {
  words: "'rel' or 'abs'",
  holds: (value) => value === 'rel' || value === 'abs',
};
const lossOrNone: Allowed = {
  words: 'a finite number or null',
  holds: (value) => value === null || finite.holds(value),
};
/** Those of a training that went wrong, too. */
const losses: Allowed = {
  words: 'a number',
  holds: (value) => typeof value === 'number',
};

/**
 * torch's ReduceLROnPlateau in mode 'min': when more than `patience` epochs in a row have had no better loss, the rate is
 * multiplied by `factor`, and `cooldown` epochs are waited before counting again. A loss is better if it is below
 * best · (1 − threshold), or below best − threshold with thresholdMode 'abs'; one that is not finite never is, which is torch's
 * way but for −∞.
 *
 * @param options the rate to begin with, and when it drops
 * @param saved a state to go on from, instead of the start
 * @throws UsageError for a setting outside its range
 * @example
 * import { plateauSchedule } from 'adam-train';
 *
 * const plateau = plateauSchedule({ learningRate: 0.01, factor: 0.1, patience: 2, cooldown: 0, minLr: 0 });
 * for (const loss of [3, 2, 2, 2, 2]) plateau.observe(loss); // after each epoch
 * const { rate } = plateau; // 0.001, for the epoch to come
 */
export function plateauSchedule(options: PlateauOptions, saved?: PlateauState): Plateau {
  checkObject('plateauSchedule', options);
  const { learningRate, factor, patience, cooldown, minLr } = options;
  const { threshold = 1e-4, thresholdMode = 'rel' } = options;
  checkOptions(
    'plateauSchedule',
    { ...options, threshold, thresholdMode },
    { ...rangesOf(parameters), threshold: nonNegative, thresholdMode: modes },
  );
  checkLowest(options);
  if (saved !== undefined) {
    checkOptions("plateauSchedule's state", saved, {
      best: lossOrNone,
      badEpochs: whole,
      cooldown: whole,
      rate: nonNegative,
    });
  }
  const state: PlateauState = { best: null, badEpochs: 0, cooldown: 0, rate: learningRate, ...saved };
  const isBetter = (loss: number) => {
    // JSON has no infinity: the state's best is null or finite.
    const best = state.best ?? Number.POSITIVE_INFINITY;
    return (
      Number.isFinite(loss) && loss < (thresholdMode === 'rel' ? best * (1 - threshold) : best - threshold)
    );
  };
  return {
    get rate() {
      return state.rate;
    },
    get state() {
      return { ...state };
    },
    observe(loss) {
      checkArgument('loss', loss, losses);
      if (isBetter(loss)) {
        state.best = loss;
        state.badEpochs = 0;
      } else state.badEpochs++;
      if (state.cooldown > 0) {
        state.cooldown--;
        state.badEpochs = 0;
      }
      if (state.badEpochs <= patience) return;
      const lowered = Math.max(state.rate * factor, minLr);
      if (state.rate - lowered > SMALLEST_DROP) state.rate = lowered;
      state.cooldown = cooldown;
      state.badEpochs = 0;
    },
  };
}

export const plateau = defineSchedule({
  name: 'plateau',
  torchName: 'ReduceLROnPlateau',
  parameters,
  // What was saved is checked there.
  follow: (settings, saved) => plateauSchedule(settings, saved as PlateauState | undefined),
});
