import { print, printJson } from '../../console/print.js';
import { runsJson, runsLines } from '../../console/runsTable.js';
import { runSettings } from '../../run/settings.js';
import { resolveValues } from '../../settings/given.js';
import { listRuns } from '../../sweep/listRuns.js';
import { type GivenRunsSettings, runsSettings } from './settings.js';

/**
 * `adam-train runs`: the runs in a folder. Nothing is written.
 *
 * @param asked empty for the folder that train makes runs in
 * @throws UsageError at a wrong flag, or a path that is no folder of runs
 */
export async function runs(
  asked: string,
  given: GivenRunsSettings,
  { stdout }: Pick<NodeJS.Process, 'stdout'> = process,
): Promise<void> {
  const { sort, json } = resolveValues(runsSettings, given);
  const { default: usual } = runSettings.out;
  const folder = asked || String(usual);
  const found = listRuns(folder, sort, asked === '');
  if (json) printJson(stdout, runsJson(found));
  else print(stdout, ...runsLines(folder, found));
}
