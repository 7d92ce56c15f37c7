import { importanceLines } from '../../console/importanceTable.js';
import { createLoading } from '../../console/loading.js';
import { createNotes, print } from '../../console/print.js';
import { untilExit } from '../../console/watchJob.js';
import { importanceJob } from '../../job/importanceJob.js';
import { resolveValues } from '../../settings/given.js';
import { type GivenImportanceSettings, importanceSettings } from './settings.js';

/**
 * `adam-train importance`: shuffles a column of the test rows at a time, and says how much R² that costs.
 *
 * @throws UsageError at a wrong flag, or a folder that holds no sound run
 * @throws AdamTrainError with exit code 3 if the data are no longer what they were
 */
export async function importance(
  runFolder: string,
  flags: GivenImportanceSettings,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): Promise<void> {
  const { quiet, ...options } = resolveValues(importanceSettings, flags);
  const outcome = await importanceJob(runFolder, options, {
    guard: untilExit,
    onReading: (name) => createLoading(name, stderr, quiet),
    note: createNotes(stderr, quiet),
  });
  print(stdout, ...importanceLines(outcome));
}
