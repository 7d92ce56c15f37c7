import { join } from 'node:path';
import { RunFolder } from '../../run/runFolder.js';
import { failed, isComplete, type TrialResult, type TrialTask } from '../../sweep/trial.js';
import { oneLine, shortened } from '../../text.js';
import { resultKey } from '../jobs/place.js';
import { FilesGone } from '../jobs/storedFiles.js';
import { type BroughtFiles, bringFiles } from '../jobs/trialFiles.js';
import type { ReturnedTrial } from '../jobs/trialJob.js';
import type { TrialQueue } from './trialQueue.js';
import type { TrialOnWay } from './trialsOnWay.js';

/** After so many times that a trial's files were not whole, it is given up. */
const MOST_TORN = 3;
const LONGEST_REASON = 300;

/** What became of a trial whose job ended. */
export type Brought =
  | { kind: 'failed'; result: TrialResult }
  | ({ kind: 'result'; result: TrialResult; returned: ReturnedTrial } & Pick<BroughtFiles, 'environment'>)
  /** It is to be sent again: its files are not whole, or it was given up for what the server did. */
  | { kind: 'again' }
  /** It has not ended, or is on the server no more. */
  | { kind: 'open' };

/**
 * Brings what came of a trial into its folder.
 *
 * @throws AdamTrainError if it cannot be written
 */
export async function bringTrial(queue: TrialQueue, trial: TrialOnWay): Promise<Brought> {
  const { id, task } = trial;
  const end = await queue.endOf(id);
  if (end === undefined) return { kind: 'open' };
  if ('reason' in end) {
    // A server that was away takes the locks of all workers with it, and that is no fault of the trial.
    if (!isLostThrice(end.reason) || queue.losses() === trial.lossesBefore)
      return { kind: 'failed', result: failed(inWords(end.reason), 1) };
    await queue.forget(id);
    return { kind: 'again' };
  }
  const { out, name } = task.config.output;
  const folder = new RunFolder(name as string, join(out, name as string));
  const { returned } = end;
  try {
    const key = resultKey(queue.place, id, returned.token);
    const brought = await bringFiles(queue.client, key, folder, task.config, (one) => checkIsOf(task, one));
    const { result, environment } = brought;
    if (result === undefined) throw new FilesGone('they have no result of ours');
    const { reason, ...others } = result;
    const told = reason === undefined ? {} : { reason: inWords(reason) };
    return { kind: 'result', result: { ...others, ...told }, environment, returned };
  } catch (error) {
    if (!(error instanceof FilesGone)) throw error;
    await queue.forget(id, returned.token);
    trial.torn++;
    return trial.torn < MOST_TORN ? { kind: 'again' } : { kind: 'failed', result: failed(error.message, 1) };
  }
}

/** A result that this task cannot have given was written by nobody of ours. */
function checkIsOf(
  { until, config, dataSha256, ceilings }: TrialTask,
  { result, environment }: BroughtFiles,
): void {
  if (result === undefined) return;
  const { epochs: most } = config.training;
  const { status, epochs, losses } = result;
  const isOdd =
    (status === 'stopped' && until === undefined) ||
    (status === 'pruned' && ceilings === undefined) ||
    epochs > most ||
    losses.length > epochs ||
    (isComplete(result) && environment === undefined) ||
    (config.data.source === 'file' && ![undefined, dataSha256].includes(environment?.dataSha256));
  if (isOdd) throw new FilesGone('their result is none of this trial');
}

/** What BullMQ says of a job whose workers were all gone. */
function isLostThrice(reason: string): boolean {
  return /stalled more than/.test(reason);
}

/** A reason as a sentence of one line, whoever wrote it. */
function inWords(reason: string): string {
  return isLostThrice(reason)
    ? 'Its workers were away for too long, three times.'
    : shortened(oneLine(reason), LONGEST_REASON);
}
