import { thinningHistory } from '../charts/loss/curves.js';
import { lossChart } from '../charts/loss/lossChart.js';
import { damaged } from '../run/damage.js';
import { readMetrics } from '../run/metrics.js';
import { ROWS_BETWEEN_PAUSES } from '../run/readRows.js';
import { monitoredLoss } from '../training/earlyStopping.js';
import { type EpochRecord, medianMillisecondsPerEpoch } from '../training/history.js';
import type { Work } from '../turns.js';

/** Epochs that advice looks at: enough to see a curve by. */
const SAMPLE = 4000;

/** What is made of a history, in room that hardly grows with its length. */
export interface HistoryDigest {
  /** What loss.png shows. */
  drawn: EpochRecord[];
  /** Epochs equally far apart, with the first, the last and that of the lowest loss; all of a history that is short. */
  sample: EpochRecord[];
  best: EpochRecord | undefined;
  last: EpochRecord | undefined;
  millisecondsPerEpoch: number | null;
}

/**
 * Reads metrics.csv once, epoch by epoch, in turns.
 *
 * @param epochs how many there must be
 * @param counter what says so, for messages
 * @param width loss.png's
 * @throws AdamTrainError (exit code 1) if the file is missing, damaged or has not so many epochs
 */
export function* digestHistory(
  path: string,
  {
    epochs,
    bestEpoch,
    counter = 'the run',
    width = lossChart.size.width,
  }: { epochs: number; bestEpoch: number | undefined; counter?: string; width?: number | undefined },
): Work<HistoryDigest> {
  const drawn = thinningHistory(epochs, width, bestEpoch);
  const every = Math.ceil(epochs / SAMPLE);
  const sample: EpochRecord[] = [];
  const seconds: number[] = [];
  let [best, lowest, last]: (EpochRecord | undefined)[] = [];
  for (const record of readMetrics(path)) {
    if (record.epoch % ROWS_BETWEEN_PAUSES === 0) yield;
    last = record;
    if (record.epoch > epochs) continue;
    drawn.add(record);
    seconds.push(record.seconds);
    if ((record.epoch - 1) % every === 0 || record.epoch === epochs) sample.push(record);
    if (record.epoch === bestEpoch) best = record;
    if (lowest === undefined || monitoredLoss(record) < monitoredLoss(lowest)) lowest = record;
  }
  const found = last?.epoch ?? 0;
  if (found !== epochs) throw damaged(path, `it has ${found} epochs, and ${counter} counts ${epochs}`);
  return {
    drawn: drawn.end(),
    sample: withRecord(sample, lowest),
    best,
    last,
    millisecondsPerEpoch: medianMillisecondsPerEpoch(seconds),
  };
}

function withRecord(sample: readonly EpochRecord[], record: EpochRecord | undefined): EpochRecord[] {
  if (record === undefined || sample.includes(record)) return [...sample];
  return [...sample, record].sort((a, b) => a.epoch - b.epoch);
}
