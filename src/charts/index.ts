import { adamChart } from './adam/adamChart.js';
import { lossChart } from './loss/lossChart.js';
import type { ChartedRun, RunChart } from './parts/runChart.js';
import type { ChartSize } from './png/size.js';
import { predictionsChart } from './predictionsChart.js';
import { residualsChart } from './residualsChart.js';

/** The charts of a run, in the order in which they are drawn; train and plot draw what stands here. */
export const runCharts: readonly RunChart[] = [lossChart, predictionsChart, residualsChart, adamChart];

/** A chart's file, ready to be written. */
export interface DrawnChart {
  fileName: string;
  png: Buffer;
}

/** Draws the charts that a run has, in their order; while one is painted, another thread compresses the one before. */
export async function* drawCharts(run: ChartedRun, size?: ChartSize): AsyncGenerator<DrawnChart> {
  let before: { fileName: string; png: Promise<Buffer> } | undefined;
  for (const { fileName, draw } of runCharts) {
    const png = draw(run, size);
    if (png === undefined) continue;
    png.catch(() => {}); // it is awaited a chart later, if at all
    await new Promise((resolve) => setImmediate(resolve)); // now it is being compressed
    if (before !== undefined) yield { fileName: before.fileName, png: await before.png };
    before = { fileName, png };
  }
  if (before !== undefined) yield { fileName: before.fileName, png: await before.png };
}
