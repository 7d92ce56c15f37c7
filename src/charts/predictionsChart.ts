import type { ChartConfiguration } from 'chart.js';
import { formatNumber, formatR2 } from '../format.js';
import { linearAxis } from './parts/axes.js';
import { lineLegend, rowsSample } from './parts/legend.js';
import { limitsAround } from './parts/limits.js';
import { defineChart, type TestPredictions } from './parts/runChart.js';
import { drawTargets } from './parts/targetPanels.js';
import {
  drawableTarget,
  perfectLine,
  rowsDataset,
  rowsSubtitle,
  samplePoints,
  titleOf,
} from './parts/testRows.js';
import { baseOptions, textScale } from './parts/theme.js';
import type { Point } from './parts/thinning.js';
import type { ChartSize } from './png/size.js';

const usualSize: ChartSize = { width: 760, height: 780 };

const TITLE = 'Predicted vs Actual Values';
const chart = { title: TITLE, usualSize, configure: predictionsConfiguration };

/** What was predicted of the test rows, and what they are. */
export const predictionsChart = defineChart({
  fileName: 'predictions.png',
  needs: 'predictions',
  size: usualSize,
  draw: (targets, size, settings) => drawTargets(chart, targets, settings, size),
});

/**
 * Predicted over actual target of the test rows, with the line on which both are equal.
 *
 * @param settings the run's main settings as short phrases, for the subtitle
 */
export function predictionsConfiguration(
  { actual, predicted, metrics, baselines = [], seed, targetName }: TestPredictions,
  settings: readonly string[],
  size = usualSize,
  title = TITLE,
): ChartConfiguration<'scatter', Point[]> {
  const scale = textScale(size, usualSize);
  const points = samplePoints(actual, predicted, seed);
  const limits = limitsAround(points.flatMap(({ x, y }) => [x, y]));
  const { min, max } = limits;
  const target = drawableTarget(targetName, Math.min(size.width, size.height), scale);
  const beside = baselines.map(({ name, r2 }) => `${name} ${formatR2(r2)}`);
  const figures = [
    `R² ${formatR2(metrics.r2)}${beside.length === 0 ? '' : ` (${beside.join(', ')})`}`,
    `RMSE ${formatNumber(metrics.rmse)}`,
    `MAE ${formatNumber(metrics.mae)}`,
  ];
  const counts = { rows: actual.length, drawn: points.length };
  const lines = rowsSubtitle({ figures, settings }, counts, { size, scale, target });
  const base = baseOptions(title, lines, scale);
  return {
    type: 'scatter',
    data: {
      datasets: [
        perfectLine(
          'Perfect prediction',
          [
            { x: min, y: min },
            { x: max, y: max },
          ],
          scale,
        ),
        rowsDataset(points, scale),
      ],
    },
    plugins: [rowsSample(scale)],
    options: {
      ...base,
      plugins: { ...base.plugins, legend: lineLegend(base.plugins.legend, 42 * scale) },
      scales: {
        x: linearAxis(titleOf('Actual', target), limits, scale),
        y: linearAxis(titleOf('Predicted', target), limits, scale),
      },
    },
  };
}
