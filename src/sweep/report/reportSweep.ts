import { basename, resolve } from 'node:path';
import { AdamTrainError } from '../../errors.js';
import { MOST_JSON_BYTES, readWholeFile } from '../../files/readWholeFile.js';
import { onReading } from '../../run/damage.js';
import { RunFolder } from '../../run/runFolder.js';
import { shellWord } from '../../text.js';
import { chartedSweep } from '../chartedSweep.js';
import { readSpace } from '../readSpace.js';
import { sweepCsvName, trialsOfCsv } from '../sweepCsv.js';
import { readEnded } from '../trialRecord.js';
import { readSweepSummary } from './readSummary.js';
import { sweepReport } from './sweepReport.js';

/**
 * Writes a sweep's page from its files, without training: the same as the sweep wrote.
 *
 * @returns the page's text
 * @throws AdamTrainError (exit code 1) if the sweep has not ended, or one of its files is missing or damaged
 */
export function reportSweep(path: string): string {
  const folder = new RunFolder(basename(resolve(path)), path, { chosenBy: 'an earlier run' });
  const { plan } = readSpace(folder, {});
  const summary = readSweepSummary(folder);
  if (summary === undefined) {
    throw new AdamTrainError(
      `${path} has no page before its sweep has ended; let it end, or go on with adam-train resume ${shellWord(path)}.`,
    );
  }
  const table = folder.file(sweepCsvName);
  const csv = onReading(table, () => readWholeFile(table, MOST_JSON_BYTES).toString('utf8'));
  const ended = trialsOfCsv(csv).map((number) => readEnded(folder, number));
  const { name, rows, features } = summary;
  const size = rows === undefined || features === undefined ? undefined : { rows, features };
  const charted = chartedSweep(plan, { ended, best: summary.best?.trial }, { name, size });
  return sweepReport({ plan, path, charted, ended, summary });
}
