import type { GivenTrainSettings } from '../../config/trainSettings.js';
import { createLoading } from '../../console/loading.js';
import { createNotes, print } from '../../console/print.js';
import { type WatchedSweep, watchSweep } from '../../console/sweep/watchSweep.js';
import { untilExit } from '../../console/watchJob.js';
import { UsageError } from '../../errors.js';
import { earlierQueue } from '../../queue/collector/identity.js';
import { shownPlace } from '../../queue/jobs/place.js';
import { type GivenSetting, resolveValues } from '../../settings/given.js';
import { resumeSweep as resumeSweepJob } from '../../sweep/resumeSweep.js';
import { sweepResumeSettings } from '../../sweep/settings.js';
import { atQueue, queueOf } from '../sweep/queue.js';

const shown: readonly string[] = ['noReport', 'json', 'quiet', 'verbose', 'noColor'];

/**
 * `adam-train resume FOLDER` of a sweep: trains the trials that are missing.
 *
 * @throws UsageError at a flag that would make another sweep of it, AdamTrainError as the sweep itself
 */
export async function resumeSweep(
  path: string,
  flags: GivenTrainSettings,
  given: { [Name in 'failed' | 'workers' | 'queue' | 'queueName']: GivenSetting | undefined },
): Promise<void> {
  const { failed, workers } = resolveValues(sweepResumeSettings, {
    ...(given.failed && { failed: given.failed }),
    ...(given.workers && { workers: given.workers }),
  });
  const ofOneRun = flags.show ?? flags.live;
  if (ofOneRun !== undefined) {
    throw new UsageError(`${ofOneRun.name} shows a run, and ${path} is a sweep's folder; leave it out.`);
  }
  const [changing] = Object.entries(flags).filter(([key]) => !shown.includes(key));
  if (changing !== undefined) {
    throw new UsageError(
      `A sweep goes on with the settings that it began with, got ${changing[1].name}; leave it out, or sweep anew.`,
    );
  }
  const queued = queueOf(given);
  const quiet = flags.quiet?.value === true;
  const note = createNotes(process.stderr, quiet);
  let watched: WatchedSweep | undefined;
  const finished = await resumeSweepJob(path, {
    failed,
    flags,
    workers,
    elsewhere: queued && atQueue(queued, (sentence) => (watched?.note ?? note)(sentence)),
    guard: untilExit,
    onReading: (name) => createLoading(name, process.stderr, quiet),
    watch: (plan, folder, scale) => {
      const before = queued === undefined ? earlierQueue(folder) : undefined;
      if (before !== undefined) {
        note(
          `Its trials were on the queue of ${before.queue}; what is missing is trained here, without --queue.`,
        );
      }
      watched = watchSweep(plan, queued && shownPlace(queued));
      return watched.watch(plan, folder, scale);
    },
  });
  if (typeof finished === 'string') print(process.stdout, finished);
  else watched?.show(finished);
}
