import { type RangeSettingName, resolveRange } from '../../config/rangeSettings.js';
import { createLoading } from '../../console/loading.js';
import { createNotes, print, printJson } from '../../console/print.js';
import { rangeLines, rangeProgress } from '../../console/rangeText.js';
import { untilExit } from '../../console/watchJob.js';
import { rangeJob } from '../../job/rangeJob.js';
import type { GivenSettings } from '../../settings/given.js';

/**
 * `adam-train lr-range`: a learning-rate range test, its picture and a suggestion.
 *
 * @throws UsageError at a wrong flag, AdamTrainError with exit code 3 at bad data
 */
export async function lrRange(
  given: GivenSettings<RangeSettingName>,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): Promise<void> {
  const { config, notes } = resolveRange(given);
  const { quiet, json } = config.job.output;
  const note = createNotes(stderr, quiet);
  notes.forEach(note);
  const progress = rangeProgress(config.range.steps, stderr, quiet);
  const leaveExit = untilExit(() => progress.stop());
  const outcome = await rangeJob(config, {
    note,
    guard: untilExit,
    onReading: (name) => createLoading(name, stderr, quiet),
    onReady: (phrases) => note(phrases.join(', ')),
    onStep: (step) => progress.update(step),
  }).finally(() => {
    leaveExit();
    progress.stop();
  });
  if (json) printJson(stdout, outcome.summary);
  else print(stdout, ...rangeLines(outcome));
}
