import type { TrainConfig } from '../config/trainConfig.js';
import type { TargetScale } from '../data/targetScale.js';
import { formatCount, formatNumber, formatR2 } from '../format.js';
import { type AllHyperparameters, optimizers } from '../optimizers/index.js';
import type { EpochRecord, TrainingStatus } from '../training/history.js';
import { stepsPerEpoch } from '../training/settings.js';
import { isAnnealed, isOscillating, isStillFalling, overfitting } from './curves.js';

/** How a training went, and on what. */
export interface Outcome {
  history: readonly EpochRecord[];
  status: TrainingStatus;
  /** R² on the test rows; null where there is none. */
  r2: number | null;
  /** The mean and the deviation of the training rows' targets, in their own units. */
  targets: readonly TargetScale[];
}

type Adviser = (outcome: Outcome, config: TrainConfig) => string | undefined;

/** What a situation calls for, the gravest first; the first that applies is said. */
const advisers: readonly Adviser[] = [standing, unscaled, swinging, climbing, overfitted, unfinished];

/** A fit that leaves nothing to advise. */
const PERFECT_R2 = 0.999;
/** Below this a fit is bad. */
const BAD_R2 = 0.5;

/** What the outcome suggests to try next: a sentence or none. */
export function advice(outcome: Outcome, config: TrainConfig): string | undefined {
  if (outcome.r2 !== null && outcome.r2 > PERFECT_R2) return undefined;
  for (const adviser of advisers) {
    const sentence = adviser(outcome, config);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

/** What an average over more steps than the run has comes to; said before training. */
export function averageAdvice(
  { ema, epochs, batchSize }: TrainConfig['training'],
  trainRows: number,
): string | undefined {
  if (ema === undefined) return undefined;
  const steps = epochs * stepsPerEpoch(batchSize, trainRows);
  const span = 1 / (1 - ema);
  if (steps >= 3 * span) return undefined;
  const smaller = Math.max(0.5, Number((1 - 10 / steps).toFixed(3)));
  return `--ema ${ema} averages over about ${formatCount(Math.round(span))} steps, and the run has ${formatCount(steps)}: the average stays near the first weights; try --ema ${smaller}, or more --epochs.`;
}

/** With a rate of 0 there is no other advice than that. */
function standing({ history }: Outcome, { optimizer }: TrainConfig): string | undefined {
  if (!history.every(({ learningRate }) => learningRate === 0)) return undefined;
  const { learningRate } = optimizers[optimizer.name].hyperparameters;
  return `The learning rate was 0 in every epoch, so nothing was learned: try --lr ${learningRate.default}.`;
}

/** A training loss that ends above its start was thrown up by steps that are too large. */
function climbing({ history }: Outcome, { optimizer }: TrainConfig): string | undefined {
  const [first, last] = [history[0], history.at(-1)];
  if (first === undefined || last === undefined || !(last.trainLoss > 1.01 * first.trainLoss))
    return undefined;
  return `The training loss ended above its start (${formatNumber(first.trainLoss)}): try a smaller learning rate, --lr ${oneDigit(optimizer.learningRate / 10)}.`;
}

const FAR_DEVIATIONS = 3;
const LARGE = 1000;
const SMALL = 1e-3;

/** Weights begin near 0 and move by about the learning rate at a step, which suits a target of about 1. */
function unscaled({ r2, targets }: Outcome, config: TrainConfig): string | undefined {
  if (config.data.standardizeTarget || r2 === null || r2 >= BAD_R2) return undefined;
  const odd = targets.flatMap((target) => oddScale(target) ?? []);
  const [what] = odd;
  if (what === undefined) return undefined;
  const subject = targets.length === 1 ? 'The target' : 'A target';
  return `${subject} is ${what} and the fit is bad (R² ${formatR2(r2)}): try --standardize-target.`;
}

/** In what way a target is far from what the first weights give, if it is. */
function oddScale({ mean, scale }: TargetScale): string | undefined {
  if (scale === 0) return undefined;
  const size = Math.hypot(mean, scale);
  const isFar = Math.abs(mean) > FAR_DEVIATIONS * scale;
  if (!isFar && size < LARGE && size > SMALL) return undefined;
  const what = isFar ? 'far from 0' : size < LARGE ? 'very small' : 'large';
  return `${what} (${formatNumber(mean)} ± ${formatNumber(scale)})`;
}

/** A loss that goes up and down is no overfitting, whatever the test loss does; with dropout it does so by the draws. */
function swinging({ history }: Outcome, { training, optimizer }: TrainConfig): string | undefined {
  if (training.dropout > 0 || !isOscillating(history)) return undefined;
  const { beta1, beta2 }: Partial<AllHyperparameters> = optimizer;
  const hasBoth = beta1 !== undefined && beta2 !== undefined;
  const betas = hasBoth ? `, or steadier --betas ${steadier(beta1, beta2)}` : '';
  return `The loss swung up and down: try a smaller learning rate, --lr ${oneDigit(optimizer.learningRate / 3)}${betas}.`;
}

/** Longer averages than these, or the usual ones if these are shorter. */
function steadier(beta1: number, beta2: number): string {
  const longer = (beta: number) => Number((1 - (1 - beta) / 2).toPrecision(5));
  const { beta1: usual1, beta2: usual2 } = optimizers.adam.hyperparameters;
  return `${beta1 < usual1.default ? usual1.default : longer(beta1)},${beta2 < usual2.default ? usual2.default : beta2}`;
}

/** With a patience the best weights are taken anyway. */
function overfitted({ history }: Outcome, { training, data, optimizer }: TrainConfig): string | undefined {
  if (training.patience !== undefined) return undefined;
  const found = overfitting(history);
  if (found === undefined) return undefined;
  const { best, loss, excess, monitor } = found;
  const finding = `The ${monitor === 'val' ? 'validation' : 'test'} loss was lowest at epoch ${formatCount(best)} (${formatNumber(loss)}) and ended ${formatCount(excess)} % above it`;
  const rows = data.source === 'generated' ? 'more --samples' : 'more rows';
  const { weightDecay } = optimizer;
  const decay = weightDecay === 0 ? 0.01 : oneDigit(10 * weightDecay);
  return `${finding}: try ${best === 1 ? rows : '--patience 20'}, or --weight-decay ${decay}.`;
}

/** A run that stopped early, or whose schedule has come to its end, is finished although its loss may still fall. */
function unfinished({ history, status }: Outcome, { schedule, training, optimizer }: TrainConfig) {
  if (status !== 'completed' || isAnnealed(history, schedule) || !isStillFalling(history)) return undefined;
  return `The loss was still falling when training ended: try --epochs ${2 * training.epochs}, or --lr ${oneDigit(3 * optimizer.learningRate)}.`;
}

function oneDigit(value: number): number {
  return Number(value.toPrecision(1));
}
