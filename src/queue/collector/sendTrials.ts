import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRunFolder, lastCheckpoint } from '../../run/runFolder.js';
import type { SweepPlan } from '../../sweep/plan.js';
import { jobOf } from '../jobs/trialJob.js';
import type { TrialQueue } from './trialQueue.js';
import type { TrialOnWay } from './trialsOnWay.js';

/** So many trials are sent together. */
const TOGETHER = 50;

/**
 * Puts trials on the queue, each with what it goes on from.
 *
 * @throws ServerBusy, AdamTrainError as `asked` does
 */
export async function sendTrials(
  queue: TrialQueue,
  { plan, identity }: { plan: SweepPlan; identity: string },
  trials: readonly TrialOnWay[],
): Promise<void> {
  for (let start = 0; start < trials.length; start += TOGETHER) {
    const together = trials.slice(start, start + TOGETHER);
    const jobs = await Promise.all(
      together.map(async ({ id, task }) => {
        const { out, name } = task.config.output;
        const folder = join(out, name as string);
        const goesOn = isRunFolder(folder) && existsSync(join(folder, lastCheckpoint));
        if (goesOn) await queue.sendStart(id, folder);
        return { id, data: jobOf(plan, identity, task, goesOn) };
      }),
    );
    const losses = queue.losses();
    await queue.add(jobs);
    for (const one of together) Object.assign(one, { state: 'sent', lossesBefore: losses });
  }
}
