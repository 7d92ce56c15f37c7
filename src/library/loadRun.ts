import { checkArgument } from '../settings/arguments.js';
import type { Run } from './run.js';

/**
 * Reads a run back from its folder: one of the command's, or one that `train` wrote.
 *
 * @param folder the run's own, such as out/run-001
 * @throws UsageError if it is no run's folder, AdamTrainError (exit code 1) if a file of it is damaged
 */
export async function loadRun(folder: string): Promise<Run> {
  checkArgument('folder', folder, {
    words: "a run folder's path",
    holds: (value) => typeof value === 'string',
  });
  return (await import('./runOfFolder.js')).runOfFolder(folder);
}
