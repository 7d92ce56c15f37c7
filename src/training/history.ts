/** What is recorded of one epoch; NaN and Infinity stand where training went wrong. */
export interface EpochRecord {
  /** From 1. */
  epoch: number;
  /** Mean squared error on the training rows, taken before each update and averaged over the batches by their size. */
  trainLoss: number;
  /** Mean squared error on the validation rows after the epoch, where there are such rows. */
  valLoss?: number;
  /** Mean squared error on the test rows after the epoch. */
  testLoss: number;
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
  history: EpochRecord[];
}

/** The wall time of the median epoch, test loss included, in milliseconds; null without epochs. */
export function medianMillisecondsPerEpoch(history: readonly EpochRecord[]): number | null {
  const times = history
    .map(({ seconds }, i) => 1000 * (seconds - (history[i - 1]?.seconds ?? 0)))
    .sort((a, b) => a - b);
  const upper = times[Math.floor(times.length / 2)];
  const lower = times[Math.ceil(times.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
