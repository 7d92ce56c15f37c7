import { print } from '../../console/print.js';
import { writeInto } from '../../files/output.js';
import { drawRun } from '../../job/drawRun.js';
import type { GivenSettings } from '../../settings/given.js';
import { type PlotSettingName, resolvePlotConfig } from './settings.js';

/**
 * `adam-train plot`: draws a run's charts again from its files, without training. All is read before anything is written.
 *
 * @throws UsageError if the folder is no run's, AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export async function plot(folder: string, given: GivenSettings<PlotSettingName>): Promise<void> {
  const { to = folder, ...drawing } = resolvePlotConfig(given);
  const pictures = await drawRun(folder, drawing, (sentence) => print(process.stderr, sentence));
  for (const { fileName, png } of pictures) print(process.stdout, writeInto(to, fileName, png));
}
