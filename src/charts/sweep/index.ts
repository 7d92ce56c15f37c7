import { type DrawnChart, drawInTurn } from '../parts/drawInTurn.js';
import type { ChartedSweep } from './chartedSweep.js';
import { heatmapChart } from './heatmapChart.js';
import { importanceChart } from './importanceChart.js';
import { lossesChart } from './lossesChart.js';
import { metricChart } from './metricChart.js';
import type { SweepChart } from './sweepChart.js';

/** The pictures of a sweep, in the order in which they are drawn. */
export const sweepCharts: readonly SweepChart[] = [metricChart, heatmapChart, lossesChart, importanceChart];

/** Draws the pictures that a sweep has, in their order. */
export function drawSweepCharts(sweep: ChartedSweep): AsyncGenerator<DrawnChart> {
  return drawInTurn(sweepCharts.map(({ fileName, draw }) => ({ fileName, draw: () => draw(sweep) })));
}
