import { join } from 'node:path';
import { RunFolder } from '../../run/runFolder.js';
import { failed, type TrialResult } from '../../sweep/trial.js';
import { resultKey } from '../jobs/place.js';
import { FilesGone } from '../jobs/storedFiles.js';
import { bringFiles } from '../jobs/trialFiles.js';
import type { ReturnedTrial } from '../jobs/trialJob.js';
import type { TrialQueue } from './trialQueue.js';
import type { TrialOnWay } from './trialsOnWay.js';

/** After so many times that a trial's files were not whole, it is given up. */
const MOST_TORN = 3;

/** What became of a trial whose job ended. */
export type Brought =
  | { kind: 'result'; result: TrialResult; returned?: ReturnedTrial }
  /** Its files are not whole: it is to be trained again. */
  | { kind: 'torn' }
  /** The server has no such job any more. */
  | { kind: 'gone' };

/**
 * Brings what came of a trial into its folder.
 *
 * @throws AdamTrainError if it cannot be written
 */
export async function bringTrial(queue: TrialQueue, trial: TrialOnWay): Promise<Brought> {
  const { id, task } = trial;
  const end = await queue.endOf(id);
  if (end === undefined) return { kind: 'gone' };
  if ('reason' in end) return { kind: 'result', result: failed(inWords(end.reason), 1) };
  const { out, name } = task.config.output;
  const folder = new RunFolder(name as string, join(out, name as string));
  const { returned } = end;
  try {
    const key = resultKey(queue.place, id, returned.token);
    const result = await bringFiles(queue.client, key, folder, task.config);
    if (result === undefined) throw new FilesGone('they have no result of ours');
    return { kind: 'result', result, returned };
  } catch (error) {
    if (!(error instanceof FilesGone)) throw error;
    await queue.forget(id, returned.token);
    trial.torn++;
    return trial.torn < MOST_TORN
      ? { kind: 'torn' }
      : { kind: 'result', result: failed(error.message, 1), returned };
  }
}

/** What BullMQ says of a job whose workers were all gone is no sentence. */
function inWords(reason: string): string {
  return /stalled more than/.test(reason) ? 'Its worker was gone before it ended, three times.' : reason;
}
