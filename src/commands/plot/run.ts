import { print } from '../../console/print.js';
import { showsCharts, untilExit } from '../../console/watchJob.js';
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
  const { to = folder, show, ...drawing } = resolvePlotConfig(given);
  const note = (sentence: string) => print(process.stderr, sentence);
  const isShown = showsCharts({ show }, note);
  const { pictures, losses } = await drawRun(folder, drawing, note);
  for (const { fileName, png } of pictures) print(process.stdout, writeInto(to, fileName, png));
  if (isShown) {
    const picture = (fileName: string) => pictures.find((drawn) => drawn.fileName === fileName)?.png;
    await (await import('../../console/show/showCharts.js')).showCharts({ losses, picture }, untilExit);
  }
}
