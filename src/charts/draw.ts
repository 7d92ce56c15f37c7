import { lossChart, lossChartSize } from './lossChart.js';
import { type PredictionsChartInput, predictionsChart, predictionsChartSize } from './predictionsChart.js';
import { renderPng } from './renderPng.js';

/** loss.png's bytes. */
export function drawLoss(...input: Parameters<typeof lossChart>): Buffer {
  return renderPng(lossChart(...input), lossChartSize);
}

/** predictions.png's bytes. */
export function drawPredictions(input: PredictionsChartInput): Buffer {
  return renderPng(predictionsChart(input), predictionsChartSize);
}
