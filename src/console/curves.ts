import type { ScheduleConfig } from '../schedules/index.js';
import { type Monitor, monitoredLoss } from '../training/earlyStopping.js';
import type { EpochRecord } from '../training/history.js';

const STILL_FALLING_RATIO = 0.95;
const STILL_STEEP = 0.2;

/**
 * Compares the mean training loss of the last tenth of the epochs with that of the tenth before: it still falls if it is
 * clearly lower, or lower by much of what the whole run fell in an average tenth.
 */
export function isStillFalling(history: readonly EpochRecord[]): boolean {
  const tenth = Math.max(1, Math.floor(history.length / 10));
  if (history.length < 2 * tenth) return false;
  const mean = (records: readonly EpochRecord[]) =>
    records.reduce((sum, { trainLoss }) => sum + trainLoss, 0) / records.length;
  const before = mean(history.slice(-2 * tenth, -tenth));
  const after = mean(history.slice(-tenth));
  const start = mean(history.slice(0, tenth));
  const averageFall = (start - after) / (history.length / tenth);
  const steep = start - after > 1e-3 * start && before - after > STILL_STEEP * averageFall;
  return steep || after < STILL_FALLING_RATIO * before;
}

const FEWEST_EPOCHS = 10;
const FEWEST_LOOKED_AT = 8;
const FEWEST_TURNS = 3;
/** What an average step up or down must be of the loss itself. */
const SWING = 0.03;
/** What of the way down must have been undone on the way up, and the other way round. */
const UNDONE = 0.5;

/**
 * Whether the training loss, or the monitored one, goes up nearly as much as down in the last quarter of the epochs, and far
 * each time. A monitored loss that rises on the whole is another matter.
 */
export function isOscillating(history: readonly EpochRecord[]): boolean {
  if (history.length < FEWEST_EPOCHS) return false;
  const looked = history.slice(-Math.max(FEWEST_LOOKED_AT, Math.ceil(history.length / 4)));
  const training = swingsOf(looked.map(({ trainLoss }) => trainLoss));
  const monitored = swingsOf(looked.map(monitoredLoss));
  return training.isWide || (monitored.isWide && !monitored.isRising);
}

function swingsOf(losses: readonly number[]): { isWide: boolean; isRising: boolean } {
  const changes = losses.slice(1).map((loss, i) => loss - (losses[i] as number));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const up = sum(changes.filter((change) => change > 0));
  const down = -sum(changes.filter((change) => change < 0));
  const turns = changes.filter((change, i) => change * (changes[i - 1] ?? 0) < 0).length;
  const step = (up + down) / changes.length;
  const mean = sum(losses) / losses.length;
  const middle = Math.floor(losses.length / 2);
  const rise = sum(losses.slice(middle)) / (losses.length - middle) - sum(losses.slice(0, middle)) / middle;
  return {
    isWide: turns >= FEWEST_TURNS && Math.min(up, down) > UNDONE * Math.max(up, down) && step > SWING * mean,
    isRising: rise > step,
  };
}

const OVERFIT_RATIO = 1.05;

/** The epoch with the lowest monitored loss, from which the last one has risen by `excess` percent; none if it has hardly. */
export function overfitting(
  history: readonly EpochRecord[],
): { best: number; loss: number; excess: number; monitor: Monitor } | undefined {
  const last = history.at(-1);
  if (last === undefined) return undefined;
  const best = history.reduce((a, b) => (monitoredLoss(b) < monitoredLoss(a) ? b : a));
  const [lowest, end] = [monitoredLoss(best), monitoredLoss(last)];
  if (!(end > OVERFIT_RATIO * lowest)) return undefined;
  return {
    best: best.epoch,
    loss: lowest,
    excess: Math.round(100 * (end / lowest - 1)),
    monitor: best.valLoss === undefined ? 'test' : 'val',
  };
}

/** What is left of a learning rate that has come to its end. */
const ANNEALED = 0.05;

/** Whether the schedule has gone through, or has brought the learning rate to a small part of its largest. */
export function isAnnealed(history: readonly EpochRecord[], schedule: ScheduleConfig): boolean {
  if (schedule.name === 'constant') return false;
  const epochs = history.at(-1)?.epoch ?? 0;
  if ('tMax' in schedule && epochs >= schedule.warmup + schedule.tMax) return true;
  const rates = history.map(({ learningRate }) => learningRate);
  return (rates.at(-1) ?? 0) <= ANNEALED * rates.reduce((a, b) => Math.max(a, b), 0);
}
