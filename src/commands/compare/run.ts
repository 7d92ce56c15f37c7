import { compareChartName } from '../../charts/compareChart.js';
import { comparisonCsv, comparisonJson, comparisonLines } from '../../console/comparisonTable.js';
import { createNotes, print, printJson } from '../../console/print.js';
import { UsageError } from '../../errors.js';
import { writeInto, writeStream } from '../../files/output.js';
import { compareRuns } from '../../job/compareRuns.js';
import { drawCompared } from '../../job/drawCompared.js';
import { resolveValues } from '../../settings/given.js';
import { compareSettings, type GivenCompareSettings } from './settings.js';

/**
 * `adam-train compare`: runs side by side as a table, and their losses as a picture. What stands in the way of a fair comparison is
 * said.
 *
 * @throws UsageError at a wrong flag, or fewer than two runs
 */
export async function compare(
  folders: readonly string[],
  given: GivenCompareSettings,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): Promise<void> {
  const { metric, to, json, csv, quiet } = resolveValues(compareSettings, given);
  if (json && csv) throw new UsageError('--json and --csv are two forms of the table; give one of them.');
  const comparison = compareRuns(folders, metric);
  const note = createNotes(stderr, quiet);
  comparison.notes.forEach(note);
  const picture = writeInto(to, compareChartName, await drawCompared(comparison, note));
  if (json) return printJson(stdout, comparisonJson(comparison, picture));
  if (csv) {
    await writeStream(stdout, [comparisonCsv(comparison)]);
    return print(stderr, picture);
  }
  const width = stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY;
  print(stdout, ...comparisonLines(comparison, width), '', picture);
}
