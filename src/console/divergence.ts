import type { TrainConfig } from '../config/trainConfig.js';
import { AdamTrainError, exitCodes } from '../errors.js';
import type { FlaggedHyperparameters } from '../optimizers/index.js';
import type { EpochRecord } from '../training/history.js';

/** The error for training that diverged: the epoch, what is no longer finite, the likely cause and the cure. */
export function divergedError(last: EpochRecord | undefined, config: TrainConfig): AdamTrainError {
  return new AdamTrainError(
    `Training diverged in epoch ${last?.epoch ?? 1}: ${whatWentWrong(last)}; ${likelyCause(config, last)}`,
    exitCodes.diverged,
  );
}

function whatWentWrong(record: EpochRecord | undefined): string {
  const { trainLoss, gradientNorm, testLoss } = record ?? { trainLoss: 0, gradientNorm: 0, testLoss: 0 };
  const word = (value: number) => (Number.isNaN(value) ? 'not a number' : 'infinite');
  if (!Number.isFinite(trainLoss)) return `the training loss became ${word(trainLoss)}`;
  if (!Number.isFinite(gradientNorm)) return `the gradient became ${word(gradientNorm)}`;
  return `the test loss became ${word(testLoss)}`;
}

function likelyCause({ data, optimizer }: TrainConfig, last: EpochRecord | undefined): string {
  const values: Partial<FlaggedHyperparameters> = optimizer;
  const { alpha, epsilon, decoupledWeightDecay } = values;
  const { learningRate, weightDecay } = optimizer;
  // Without ε a gradient of exactly zero divides 0 by 0.
  if (epsilon === 0) return '--eps 0 divides by zero where a gradient is zero: use --eps 1e-8.';
  if (data.source === 'generated' && Math.max(data.noise, Math.abs(data.bias)) > 1e15) {
    return 'the target is too large to square in float32: lower --noise or --bias.';
  }
  if (alpha !== undefined && alpha >= 1) {
    return `--alpha ${alpha} lets the mean of the squares grow without end or fall below zero: use less than 1, such as 0.99.`;
  }
  // Decoupled decay multiplies the weights by 1 − lr·wd at every step.
  if (decoupledWeightDecay && learningRate * weightDecay > 1) {
    return `--lr times --weight-decay is ${learningRate * weightDecay}, and above 1 throws the weights past zero: try --weight-decay 0.01.`;
  }
  // Full batch or not, the first losses are those of weights that have hardly moved.
  if (data.source === 'file' && !data.standardizeTarget && last?.epoch === 1) {
    return 'the likely cause is a target too large to square in float32, or the learning rate: try --standardize-target.';
  }
  const lower = learningRate > 0.01 ? 0.001 : Number((learningRate / 10).toPrecision(2));
  return `the likely cause is the learning rate: try --lr ${lower}.`;
}
