import { resolveTrainConfig } from '../../config/resolveTrain.js';
import type { GivenTrainSettings } from '../../config/trainSettings.js';
import { withLive } from '../../console/live.js';
import { watchJob } from '../../console/watchJob.js';
import { StageClock } from '../../job/stageClock.js';
import { trainJob } from '../../job/trainJob.js';

/**
 * `adam-train train`: from flags to the run folder.
 *
 * @throws AdamTrainError with exit code 4 if training diverged, after everything recorded until then is written
 */
export async function train(given: GivenTrainSettings): Promise<void> {
  const clock = new StageClock();
  const { config, notes } = resolveTrainConfig(given);
  const { watcher, show } = watchJob(config, notes);
  const outcome = await withLive(config.output.live, (follow) =>
    trainJob(config, { clock, watcher: follow(watcher), input: process.stdin }),
  );
  await show(outcome);
}
