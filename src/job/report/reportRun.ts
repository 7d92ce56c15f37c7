import { join } from 'node:path';
import { reportPage } from '../../pages/report.js';
import { shownRows } from '../../pages/targets.js';
import { readImportance } from '../../run/importance.js';
import { isSweepFolder } from '../../run/runFolder.js';
import { readTestRows, testRowsFileName } from '../../run/testRows.js';
import { endedRun } from '../endedRun.js';
import { runReport } from './runReport.js';

/**
 * Writes a run's page from its files, without training: the same as the run wrote.
 *
 * @param note takes what is to be said of files that lack something
 * @returns the page's text
 * @throws UsageError if the folder is no run's
 * @throws AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export async function reportRun(folder: string, note: (sentence: string) => void): Promise<string> {
  const { config, summary, charted, test } = await endedRun(folder, {}, note);
  const shown = test && shownRows(test.actual.rows, config.seed, test.actual.columns);
  const cells = shown && readTestRows(folder, shown.length);
  if (test !== undefined && cells === undefined) {
    const why = isSweepFolder(join(folder, '..'))
      ? "is a sweep's trial, which keeps no columns of its test rows"
      : `has no ${testRowsFileName}`;
    note(`${folder} ${why}, and so its page shows no columns of the rows.`);
  }
  const importance = readImportance(folder);
  const rows = test?.row;
  return reportPage(runReport({ config, outcome: summary, path: folder, charted, rows, cells, importance }));
}
