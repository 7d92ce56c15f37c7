import type { JobWatcher } from '../job/job.js';
import { print } from './print.js';

/**
 * Does a job, and where --live asks for it serves the run's page meanwhile. Where the page is, is said in any case: without
 * its address there would be none.
 *
 * @param work is given what adds the page to who watches the job
 */
export async function withLive<Outcome>(
  isAsked: boolean,
  work: (follow: (watcher: JobWatcher) => JobWatcher) => Promise<Outcome>,
): Promise<Outcome> {
  const say = (sentence: string) => print(process.stderr, sentence);
  const live = isAsked ? await (await import('../live/liveRun.js')).LiveRun.begin(say) : undefined;
  if (live === undefined) return work((watcher) => watcher);
  let outcome: Outcome;
  try {
    outcome = await work((watcher) => live.watch(watcher, say));
  } catch (error) {
    await live.end(error);
    throw error;
  }
  await live.end();
  return outcome;
}
