import { drawCharts } from '../charts/index.js';
import type { DrawnChart } from '../charts/parts/drawInTurn.js';
import type { Losses } from '../charts/parts/runChart.js';
import type { ChartSize } from '../charts/png/size.js';
import { type Drawing, endedRun } from './endedRun.js';

/**
 * Draws a run's charts from its files, without training. All is read before the first is drawn.
 *
 * @param note takes what is to be said of files that lack something
 * @throws UsageError if the folder is no run's
 * @throws AdamTrainError (exit code 1) if one of its files is missing or damaged
 */
export async function drawRun(
  folder: string,
  { size, yScale }: { size?: ChartSize | undefined; yScale?: Drawing['yScale'] },
  note: (sentence: string) => void,
): Promise<{ pictures: DrawnChart[]; losses: Losses }> {
  const { charted } = await endedRun(folder, { width: size?.width, yScale }, note);
  const pictures: DrawnChart[] = [];
  for await (const picture of drawCharts(charted, size)) pictures.push(picture);
  return { pictures, losses: charted.losses };
}
