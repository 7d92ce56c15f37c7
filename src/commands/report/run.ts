import { print } from '../../console/print.js';
import type { Place } from '../../files/fileErrors.js';
import { writeInto } from '../../files/output.js';
import { reportRun } from '../../job/report/reportRun.js';
import { reportFileName } from '../../pages/report.js';
import { hasSpace } from '../../run/runFolder.js';
import { type GivenSettings, resolveValues } from '../../settings/given.js';
import { reportSettings } from './settings.js';

/** `adam-train report`: writes the page of a run or a sweep again from its files. */
export async function report(
  folder: string,
  given: GivenSettings<keyof typeof reportSettings>,
): Promise<void> {
  const { to } = resolveValues(reportSettings, given);
  print(process.stdout, await writeReport(folder, to));
}

/**
 * Writes the page of a run or a sweep from its files, which are all read before.
 *
 * @param place what would choose another folder for it
 * @returns the page's path
 * @throws UsageError if the folder is neither's, AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export async function writeReport(folder: string, to = folder, place: Place = '--to'): Promise<string> {
  return writeInto(to, reportFileName, Buffer.from(await pageOf(folder)), place);
}

async function pageOf(folder: string): Promise<string> {
  if (hasSpace(folder)) return (await import('../../sweep/report/reportSweep.js')).reportSweep(folder);
  return reportRun(folder, (sentence) => print(process.stderr, sentence));
}
