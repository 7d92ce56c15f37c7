import { adamChart, adamChartSize } from './adam/adamChart.js';
import { lossChart, lossChartSize } from './loss/lossChart.js';
import { renderGrid, renderPng } from './png/renderPng.js';
import { type PredictionsChartInput, predictionsChart, predictionsChartSize } from './predictionsChart.js';
import { type ResidualsChartInput, residualsChart, residualsChartSize } from './residualsChart.js';

/** loss.png's bytes. */
export function drawLoss(...input: Parameters<typeof lossChart>): Promise<Buffer> {
  return renderPng(lossChart(...input), input[2].size ?? lossChartSize);
}

/** predictions.png's bytes. */
export function drawPredictions(input: PredictionsChartInput): Promise<Buffer> {
  return renderPng(predictionsChart(input), input.size ?? predictionsChartSize);
}

/** residuals.png's bytes. */
export function drawResiduals(input: ResidualsChartInput): Promise<Buffer> {
  return renderPng(residualsChart(input), input.size ?? residualsChartSize);
}

/** adam.png's bytes. */
export function drawAdam(...input: Parameters<typeof adamChart>): Promise<Buffer> {
  return renderGrid(adamChart(...input), input[2] ?? adamChartSize);
}
