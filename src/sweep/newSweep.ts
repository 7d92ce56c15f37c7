import { beginRun } from '../job/openRun.js';
import { spaceFileName } from '../run/runFolder.js';
import { checkedData, type FinishedSweep, finishSweep, type SweepOptions } from './finishSweep.js';
import type { SweepPlan } from './plan.js';
import { writeSpace } from './spaceFile.js';

/**
 * A whole sweep: from its plan to its folder.
 *
 * @throws AdamTrainError if the data cannot be trained on, or a file cannot be written
 */
export async function newSweep(plan: SweepPlan, options: SweepOptions): Promise<FinishedSweep> {
  const { common } = plan;
  const { data, output } = common;
  // Data that no trial could be trained on are known before there is a folder.
  const loaded = await checkedData(common, options);
  await options.elsewhere?.meet();
  const begun = beginRun(
    { ...output, prefix: 'sweep', data: data.source === 'file' ? data.path : undefined },
    options.guard,
    spaceFileName,
  );
  try {
    const run = begun.publish((folder) =>
      writeSpace(folder, plan, { dataSha256: loaded.sha256, queue: options.elsewhere?.shown }),
    );
    try {
      return await finishSweep(plan, run, loaded, options);
    } finally {
      run.close();
    }
  } finally {
    begun.close();
  }
}
