import { createNotes } from '../../console/print.js';
import { datasetCsv } from '../../data/datasetCsv.js';
import { drawingRegression } from '../../data/makeRegression.js';
import { writeFile, writeStream } from '../../files/output.js';
import { checkOutput } from '../../files/outputPath.js';
import type { GivenSettings } from '../../settings/given.js';
import { inTurns } from '../../turns.js';
import type { GenerateSettingName } from './settings.js';
import { resolveGenerateConfig } from './settings.js';

/**
 * `adam-train data`: the rows that train would generate, as CSV.
 *
 * @throws UsageError if the file is there and is not to be replaced
 */
export async function data(given: GivenSettings<GenerateSettingName>): Promise<void> {
  const { config, notes } = resolveGenerateConfig(given);
  notes.forEach(createNotes(process.stderr, false));
  const { output = '-', force } = config;
  if (output !== '-') checkOutput(output, force);
  const pieces = datasetCsv(await inTurns(drawingRegression(config)));
  if (output === '-') await writeStream(process.stdout, pieces);
  else await writeFile(output, pieces);
}
