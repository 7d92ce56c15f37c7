import type { TrainConfig } from '../config/trainConfig.js';
import { AdamTrainError, exitCodes } from '../errors.js';
import { likelyCause } from '../job/likelyCause.js';
import type { EpochRecord } from '../training/history.js';

/** The error for training that diverged: the epoch, what is no longer finite, the likely cause and the cure. */
export function divergedError(last: EpochRecord | undefined, config: TrainConfig): AdamTrainError {
  const epoch = last?.epoch ?? 1;
  return new AdamTrainError(
    `Training diverged in epoch ${epoch}: ${whatWentWrong(last)}; ${likelyCause(config, epoch).sentence}`,
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
