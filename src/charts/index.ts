import { adamChart } from './adam/adamChart.js';
import { lossChart } from './loss/lossChart.js';
import { type DrawnChart, drawInTurn } from './parts/drawInTurn.js';
import type { ChartedRun, RunChart } from './parts/runChart.js';
import type { ChartSize } from './png/size.js';
import { predictionsChart } from './predictionsChart.js';
import { residualsChart } from './residualsChart.js';

/** The charts of a run, in the order in which they are drawn; train and plot draw what stands here. */
export const runCharts: readonly RunChart[] = [lossChart, predictionsChart, residualsChart, adamChart];

/** Draws the charts that a run has, in their order. */
export function drawCharts(run: ChartedRun, size?: ChartSize): AsyncGenerator<DrawnChart> {
  return drawInTurn(runCharts.map(({ fileName, draw }) => ({ fileName, draw: () => draw(run, size) })));
}
