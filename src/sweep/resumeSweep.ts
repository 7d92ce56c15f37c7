import { basename, resolve } from 'node:path';
import type { GivenTrainSettings } from '../config/trainSettings.js';
import { AdamTrainError, exitCodes } from '../errors.js';
import { formatPlural } from '../format.js';
import { openRun } from '../job/openRun.js';
import { reportFileName } from '../pages/report.js';
import { readJsonObject } from '../run/damage.js';
import { RunFolder, spaceFileName } from '../run/runFolder.js';
import { summaryFileName } from '../run/summary.js';
import {
  type CheckedData,
  checkedData,
  type FinishedSweep,
  finishSweep,
  type SweepOptions,
} from './finishSweep.js';
import type { SweepPlan } from './plan.js';
import { readSpace } from './readSpace.js';
import type { SweepSummary } from './results.js';
import { forgetFailed } from './trialRecord.js';

/**
 * Goes on with a sweep: trains what is missing.
 *
 * @param failed whether what failed is trained again
 * @param flags how it is shown
 * @returns what came of it, or a sentence that says why there is nothing to go on with
 * @throws UsageError if another process works in its folder
 * @throws AdamTrainError with exit code 3 if the data are no longer what they were
 */
export async function resumeSweep(
  path: string,
  { failed, flags, ...options }: SweepOptions & { failed: boolean; flags: GivenTrainSettings },
): Promise<FinishedSweep | string> {
  const run = openRun(
    new RunFolder(basename(resolve(path)), path, { chosenBy: 'an earlier run' }),
    options.guard,
    spaceFileName,
  );
  try {
    const { folder } = run;
    const { content, plan } = readSpace(folder, flags);
    const summary = readSummary(folder);
    const isOver = summary?.status === 'completed';
    if (isOver && (!failed || summary.trials.failed === undefined)) {
      const again =
        summary.trials.failed === undefined ? '' : ' Give --failed to train those again that failed.';
      return `${path} is finished: ${formatPlural(summary.trials.total, 'trial')} ended.${again}`;
    }
    const loaded = await checkData(content, plan, path, options);
    await options.elsewhere?.meet();
    if (failed) forgetFailed(folder);
    folder.sweep(summaryFileName, reportFileName);
    return await finishSweep(plan, run, loaded, options);
  } finally {
    run.close();
  }
}

function readSummary(folder: RunFolder): SweepSummary | undefined {
  try {
    return readJsonObject(folder.file(summaryFileName)) as unknown as SweepSummary;
  } catch (error) {
    if (error instanceof AdamTrainError) return undefined; // it has not ended yet
    throw error;
  }
}

async function checkData(
  content: Record<string, unknown>,
  { common }: SweepPlan,
  path: string,
  options: SweepOptions,
): Promise<CheckedData> {
  const loaded = await checkedData(common, options);
  const { dataSha256 } = (content['environment'] ?? {}) as { dataSha256?: unknown };
  if (dataSha256 === loaded.sha256) return loaded;
  throw new AdamTrainError(
    `The data must be those that ${path} began with, and their content has changed; put the old file back, or sweep anew.`,
    exitCodes.badData,
  );
}
