import { heatmapChart } from './heatmapChart.js';
import { metricChart } from './metricChart.js';
import type { SweepChart } from './sweepChart.js';

/** The pictures of a sweep, in the order in which they are drawn. */
export const sweepCharts: readonly SweepChart[] = [metricChart, heatmapChart];
