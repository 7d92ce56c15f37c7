import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { print } from '../../console/print.js';
import { UsageError } from '../../errors.js';
import { reportFileName } from '../../pages/report.js';
import { listFolders } from '../../run/listFolders.js';
import { runSettings } from '../../run/settings.js';
import { writeReport } from '../report/run.js';
import { showInBrowser } from './browser.js';

/**
 * `adam-train open`: shows the page of a run or a sweep in the system's browser; one that is not there is written first.
 *
 * @param asked empty for the latest in the folder that train makes runs in
 * @throws UsageError if the folder is no run's, AdamTrainError (exit code 1) if there is no page, or no browser
 */
export async function open(asked: string): Promise<void> {
  const folder = asked || latest();
  const path = join(folder, reportFileName);
  if (!existsSync(path)) await writeReport(folder);
  await showInBrowser(path);
  print(process.stdout, path);
}

/** @throws UsageError if there is none */
function latest(): string {
  const out = String(runSettings.out.default);
  const found = listFolders(out, true).filter(({ kind }) => kind !== 'damaged');
  const [first] = found.sort((a, b) => b.when.getTime() - a.when.getTime());
  if (first === undefined) {
    throw new UsageError(
      `There must be a run or a sweep in ${out} to open, got none; train one, or name a folder.`,
    );
  }
  return first.path;
}
