import type { TrainConfig } from '../config/trainOptions.js';
import { formatCount, formatNumber } from '../format.js';
import { monitoredLoss } from '../training/earlyStopping.js';
import type { EpochRecord } from '../training/history.js';

const OVERFIT_RATIO = 1.05;
const STILL_FALLING_RATIO = 0.95;
const STILL_STEEP = 0.2;

/** What the curves suggest to try next: a sentence or none. */
export function advice(history: readonly EpochRecord[], config: TrainConfig): string | undefined {
  return climbing(history, config) ?? overfitting(history, config) ?? unfinished(history, config);
}

/** What an average over more steps than the run has comes to; said before training. */
export function averageAdvice(
  { ema, epochs, batchSize }: Pick<TrainConfig, 'ema' | 'epochs' | 'batchSize'>,
  trainRows: number,
): string | undefined {
  if (ema === undefined) return undefined;
  const steps = epochs * (batchSize === 'full' ? 1 : Math.ceil(trainRows / batchSize));
  const span = 1 / (1 - ema);
  if (steps >= 3 * span) return undefined;
  const smaller = Math.max(0.5, Number((1 - 10 / steps).toFixed(3)));
  return `--ema ${ema} averages over about ${formatCount(Math.round(span))} steps, and the run has ${formatCount(steps)}: the average stays near the first weights; try --ema ${smaller}, or more --epochs.`;
}

/** A training loss that ends above its start was thrown up by steps that are too large. */
function climbing(history: readonly EpochRecord[], { learningRate }: TrainConfig): string | undefined {
  const [first, last] = [history[0], history.at(-1)];
  if (first === undefined || last === undefined || !(last.trainLoss > 1.01 * first.trainLoss))
    return undefined;
  const smaller = Number((learningRate / 10).toPrecision(1));
  return `The training loss ended above its start (${formatNumber(first.trainLoss)}): try a smaller learning rate, --lr ${smaller}.`;
}

/** With a patience the best weights are taken anyway. */
function overfitting(history: readonly EpochRecord[], { patience }: TrainConfig): string | undefined {
  const last = history.at(-1);
  if (last === undefined || patience !== undefined) return undefined;
  const best = history.reduce((a, b) => (monitoredLoss(b) < monitoredLoss(a) ? b : a));
  if (!(monitoredLoss(last) > OVERFIT_RATIO * monitoredLoss(best))) return undefined;
  const excess = formatCount(Math.round(100 * (monitoredLoss(last) / monitoredLoss(best) - 1)));
  const finding = `The ${best.valLoss === undefined ? 'test' : 'validation'} loss was lowest at epoch ${formatCount(best.epoch)} (${formatNumber(monitoredLoss(best))}) and ended ${excess} % above it`;
  return best.epoch === 1
    ? `${finding}: try more --samples, or --weight-decay 0.01.`
    : `${finding}: try --patience 20, or --weight-decay 0.01.`;
}

/**
 * Compares the mean training loss of the last tenth of the epochs with that of the tenth before: it still falls if it is
 * clearly lower, or lower by much of what the whole run fell in an average tenth.
 */
function unfinished(
  history: readonly EpochRecord[],
  { epochs, learningRate }: TrainConfig,
): string | undefined {
  const tenth = Math.max(1, Math.floor(history.length / 10));
  if (history.length < 2 * tenth) return undefined;
  const mean = (records: readonly EpochRecord[]) =>
    records.reduce((sum, { trainLoss }) => sum + trainLoss, 0) / records.length;
  const before = mean(history.slice(-2 * tenth, -tenth));
  const after = mean(history.slice(-tenth));
  const start = mean(history.slice(0, tenth));
  const averageFall = (start - after) / (history.length / tenth);
  const steep = start - after > 1e-3 * start && before - after > STILL_STEEP * averageFall;
  if (!(steep || after < STILL_FALLING_RATIO * before)) return undefined;
  const larger = Number((learningRate * 3).toPrecision(1));
  return `The loss was still falling when training ended: try --epochs ${2 * epochs}${learningRate > 0 ? `, or --lr ${larger}` : ''}.`;
}
