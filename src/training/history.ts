import { middleOf } from './middle.js';

/**
 * What is recorded of one epoch, losses in the target's own units, or the model's where there are several targets; NaN and Infinity
 * stand where training went wrong.
 */
export interface EpochRecord {
  /** From 1. */
  epoch: number;
  /** On the training rows, taken before each update and averaged over the batches by their size. */
  trainLoss: number;
  /** On the validation rows after the epoch, where there are such rows. */
  valLoss?: number;
  /** On the test rows after the epoch. */
  testLoss: number;
  /** Of the epoch's steps. */
  learningRate: number;
  /** Global L2 norm of the gradient over all parameters, averaged over the batches by their size. */
  gradientNorm: number;
  /** Since training began. */
  seconds: number;
}

/**
 * How training ended: after all epochs, after --patience epochs without a better one, by the user's wish, or because a number
 * was no longer finite.
 */
export const trainingStatuses = ['completed', 'early-stopped', 'interrupted', 'diverged'] as const;
export type TrainingStatus = (typeof trainingStatuses)[number];

export interface TrainingResult {
  status: TrainingStatus;
  /** How many were trained in all, those of an earlier training and the one that went wrong included. */
  epochs: number;
  /** Of this training's epochs; of the last one alone where the caller keeps them itself. */
  history: EpochRecord[];
}

/**
 * The wall time of the median epoch, test loss included, in milliseconds; null without epochs.
 *
 * @param seconds since training began, at the end of each epoch: [epochs]
 */
export function medianMillisecondsPerEpoch(seconds: ArrayLike<number>): number | null {
  const times = Float64Array.from(seconds, (end, i) => 1000 * (end - (seconds[i - 1] ?? 0))).sort();
  return times.length === 0 ? null : middleOf(times);
}
