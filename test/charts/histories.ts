import type { EpochRecord } from '../../src/training/history.js';

/** A history with these training losses, and test losses a little below them unless given. */
export function historyOf(
  trainLosses: number[],
  testLosses = trainLosses.map((loss) => 0.9 * loss),
): EpochRecord[] {
  return trainLosses.map((trainLoss, i) => ({
    epoch: i + 1,
    trainLoss,
    testLoss: testLosses[i] as number,
    learningRate: 0.001,
    gradientNorm: 1,
    seconds: (i + 1) / 100,
  }));
}
