import { adamChart } from './adam/adamChart.js';
import { lossChart } from './loss/lossChart.js';
import type { RunChart } from './parts/runChart.js';
import { predictionsChart } from './predictionsChart.js';
import { residualsChart } from './residualsChart.js';

/** The charts of a run, in the order in which they are drawn; train and plot draw what stands here. */
export const runCharts: readonly RunChart[] = [lossChart, predictionsChart, residualsChart, adamChart];
