import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { print } from '../../console/print.js';
import { UsageError } from '../../errors.js';
import { reportFileName } from '../../pages/report.js';
import { listFolders } from '../../run/listFolders.js';
import { isRunFolder, isSweepFolder } from '../../run/runFolder.js';
import { runSettings } from '../../run/settings.js';
import { summaryFileName } from '../../run/summary.js';
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
  const isOurs = isRunFolder(folder) || isSweepFolder(folder);
  // What else has the page's name, a link or a folder, is not shown; report says what is wrong with what is no run's.
  if (!isOurs || !lstatSync(path, { throwIfNoEntry: false })?.isFile()) {
    await writeReport(folder, folder, 'adam-train report --to');
  }
  await showInBrowser(path);
  print(process.stdout, path);
}

/** @throws UsageError if there is none */
function latest(): string {
  const out = String(runSettings.out.default);
  // One that trains has no page yet.
  const hasEnded = (folder: string) =>
    [reportFileName, summaryFileName].some((name) => existsSync(join(folder, name)));
  const found = listFolders(out, true).filter(
    ({ kind, path }) => (kind === 'run' || kind === 'sweep') && hasEnded(path),
  );
  const [first] = found.sort((a, b) => b.when.getTime() - a.when.getTime());
  if (first === undefined) {
    throw new UsageError(
      `There must be a run or a sweep in ${out} that has ended to open, got none; train one, or name a folder.`,
    );
  }
  return first.path;
}
