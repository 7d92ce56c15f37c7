import { AdamTrainError } from '../errors.js';
import type { RunFolder } from '../run/runFolder.js';
import { type SweepPlan, trialConfig } from './plan.js';
import { failed, type Trial, type TrialResult, type TrialTask, trialFolderName } from './trial.js';

/** What a pool is to train; a failure where the trial's settings do not go together, which is not known of drawn values before. */
export function taskOf(
  { plan, folder, dataSha256 }: { plan: SweepPlan; folder: RunFolder; dataSha256: string },
  trial: Trial,
  how: Pick<TrialTask, 'until' | 'ceilings'>,
): TrialTask | TrialResult {
  const { number } = trial;
  try {
    const config = trialConfig(plan, trial);
    const output = { ...config.output, out: folder.path, name: trialFolderName(number), force: true };
    return { number, config: { ...config, output }, dataSha256, ...how };
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error;
    return failed(error.message, 1);
  }
}
