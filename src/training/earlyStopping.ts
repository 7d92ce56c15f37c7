import type { EpochRecord } from './history.js';

/** Which loss tells how good an epoch's weights are: the validation loss, where there is one. */
export type Monitor = 'val' | 'test';

export interface BestEpoch {
  epoch: number;
  loss: number;
}

export function monitoredLoss({ valLoss, testLoss }: EpochRecord): number {
  return valLoss ?? testLoss;
}

/** The best epoch after this one: this one, if it is better by more than `minDelta`. */
export function betterOf(best: BestEpoch | undefined, record: EpochRecord, minDelta: number): BestEpoch {
  const loss = monitoredLoss(record);
  if (best !== undefined && !(loss < best.loss - minDelta)) return best;
  return { epoch: record.epoch, loss };
}

/** Whether `patience` epochs have gone by since the best one, as Keras counts them. */
export function isPatienceOver(
  best: BestEpoch | undefined,
  epoch: number,
  patience: number | undefined,
): boolean {
  return patience !== undefined && best !== undefined && epoch - best.epoch >= patience;
}
