import type { GivenTrainSettings } from '../../config/trainSettings.js';
import { withLive } from '../../console/live.js';
import { print } from '../../console/print.js';
import { untilExit, type WatchedJob, watchJob } from '../../console/watchJob.js';
import { UsageError } from '../../errors.js';
import { resumeJob } from '../../job/resumeJob.js';
import { StageClock } from '../../job/stageClock.js';
import { hasSpace } from '../../run/runFolder.js';
import type { GivenSettings } from '../../settings/given.js';

/**
 * `adam-train resume FOLDER`: goes on after the last checkpoint, in the same folder and with the same numbers as if the run
 * had never stopped.
 *
 * @throws UsageError if the folder is no run's, is in use, or its run has diverged
 * @throws AdamTrainError with exit code 3 if the data are no longer what they were, 4 if training diverged
 */
export async function resume(
  path: string,
  {
    failed,
    workers,
    queue,
    queueName,
    ...flags
  }: GivenTrainSettings & GivenSettings<'failed' | 'workers' | 'queue' | 'queueName'>,
): Promise<void> {
  if (hasSpace(path)) {
    const { resumeSweep } = await import('./resumeSweep.js');
    return resumeSweep(path, flags, { failed, workers, queue, queueName });
  }
  const sweeps = failed ?? workers ?? queue ?? queueName;
  if (sweeps !== undefined) {
    throw new UsageError(`${sweeps.name} is about a sweep's folder, and ${path} is none; leave it out.`);
  }
  const clock = new StageClock();
  let watched: WatchedJob | undefined;
  const outcome = await withLive(flags.live?.value === true, (follow) =>
    resumeJob(path, flags, {
      clock,
      guard: untilExit,
      watch: (config) => {
        watched = watchJob(config);
        return follow(watched.watcher);
      },
    }),
  );
  if (typeof outcome === 'string') print(process.stdout, outcome);
  else await watched?.show(outcome);
}
