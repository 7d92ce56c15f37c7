import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AdamTrainError } from '../../errors.js';
import { isRunFolder, lastCheckpoint } from '../../run/runFolder.js';
import type { SweepPlan } from '../../sweep/plan.js';
import { jobOf } from '../jobs/trialJob.js';
import type { TrialQueue } from './trialQueue.js';
import type { TrialOnWay } from './trialsOnWay.js';

/** What a server says that cannot take anything for now. */
const forNow = /^(OOM|MISCONF|READONLY|LOADING|MASTERDOWN|TRYAGAIN)\b/;

/**
 * Puts trials on the queue, with what they go on from.
 *
 * @returns undefined, or why the server takes none for now
 * @throws AdamTrainError if it never will
 */
export async function sendTrials(
  queue: TrialQueue,
  { plan, identity }: { plan: SweepPlan; identity: string },
  trials: readonly TrialOnWay[],
): Promise<string | undefined> {
  try {
    const jobs = [];
    for (const { id, task } of trials) {
      const { out, name } = task.config.output;
      const folder = join(out, name as string);
      const goesOn = isRunFolder(folder) && existsSync(join(folder, lastCheckpoint));
      if (goesOn) await queue.sendStart(id, folder);
      jobs.push({ id, data: jobOf(plan, identity, task, goesOn) });
    }
    await queue.add(jobs);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (forNow.test(why)) return why;
    const { shown } = queue.place.address;
    throw new AdamTrainError(
      `The queue's server ${shown} takes no trials: ${why} Mend that, and go on with adam-train resume.`,
    );
  }
}
