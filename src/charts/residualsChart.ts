import type { ChartConfiguration, Plugin } from 'chart.js';
import { formatCount, formatNumber } from '../format.js';
import { axis, linearAxis, ticksAt } from './parts/axes.js';
import { type Histogram, histogram } from './parts/histogram.js';
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
import { baseOptions, colors, textScale } from './parts/theme.js';
import type { Point } from './parts/thinning.js';
import type { ChartSize } from './png/size.js';

const usualSize: ChartSize = { width: 900, height: 600 };

const TITLE = 'Residuals';
const chart = { title: TITLE, usualSize, configure: residualsConfiguration };

/** By how much the predictions of the test rows are off. */
export const residualsChart = defineChart({
  fileName: 'residuals.png',
  needs: 'predictions',
  size: usualSize,
  draw: (targets, size, settings) => drawTargets(chart, targets, settings, size),
});

const rowsAxis = 'rows';
const SCATTER_WEIGHT = 4;
const LEAST_BAR = 1.5;
/** Of the longest bar. */
const GAP = 0.3;
const MARGIN = 0.12;
/** Below this width, such as that of one of several targets, the zero's label would touch that of the other panel. */
const NARROW = 700;
const MOST_COUNT_TICKS = 4;

/**
 * Residual over predicted target of the test rows, and at the right how the residuals are distributed.
 *
 * @param settings the run's main settings as short phrases, for the subtitle
 */
export function residualsConfiguration(
  { actual, predicted, seed, targetName }: Omit<TestPredictions, 'metrics'>,
  settings: readonly string[],
  size = usualSize,
  title = TITLE,
): ChartConfiguration<'scatter', Point[]> {
  const scale = textScale(size, usualSize);
  const residuals = new Float64Array(actual.length);
  for (let row = 0; row < residuals.length; row++) {
    residuals[row] = (actual[row] as number) - (predicted[row] as number);
  }
  const finite = residuals.filter(Number.isFinite);
  const points = samplePoints(predicted, residuals, seed);

  const across = limitsAround(points.map(({ x }) => x));
  const up = limitsAround(finite, 0);
  const bars = histogram(finite, up);
  const most = Math.max(1, ...bars.counts);
  const places = countTicks(most);
  const isNarrow = size.width < NARROW;
  const target = drawableTarget(targetName, 0.8 * size.width, scale);
  const { mean, deviation } = moments(finite);
  const figures = [`mean ${formatNumber(mean)}`, `standard deviation ${formatNumber(deviation)}`];
  const [rows, drawn] = [residuals.length, points.length];
  const counts = { rows, drawn, lost: rows - finite.length };
  const counted = axis('Rows', scale);
  const lines = rowsSubtitle({ figures, settings }, counts, { size, scale, target });
  const base = baseOptions(title, lines, scale);
  return {
    type: 'scatter',
    data: {
      datasets: [
        perfectLine(
          'No error',
          [
            { x: across.min, y: 0 },
            { x: across.max, y: 0 },
          ],
          scale,
        ),
        rowsDataset(points, scale),
      ],
    },
    plugins: [sideHistogram(bars), rowsSample(scale)],
    options: {
      ...base,
      plugins: { ...base.plugins, legend: lineLegend(base.plugins.legend, 42 * scale) },
      scales: {
        x: {
          ...linearAxis(titleOf('Predicted', target), across, scale),
          stack: 'panels',
          stackWeight: SCATTER_WEIGHT,
        },
        [rowsAxis]: {
          ...counted,
          type: 'linear',
          axis: 'x',
          position: 'bottom',
          min: -GAP * most, // between the two panels, whose labels would touch
          max: (1 + MARGIN) * most,
          stack: 'panels',
          stackWeight: 1,
          grid: {
            ...counted.grid,
            color: places.map((place) => (place === 0 ? colors.grid : 'transparent')),
          },
          ticks: {
            ...counted.ticks,
            maxRotation: 0,
            autoSkip: isNarrow && most >= 1000, // longer labels than there is room for
            callback: (value) => (value === 0 && isNarrow ? '' : formatCount(Number(value))),
          },
          afterBuildTicks: ticksAt(places),
        },
        y: linearAxis('Residual (actual − predicted)', up, scale),
      },
    },
  };
}

/** Zero and round numbers of rows, as many as there is room for, as far as the longest bar goes. */
function countTicks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const steps = [0.1, 0.2, 0.5, 1, 2, 5].map((part) => part * power).filter((step) => Number.isInteger(step));
  const step = steps.find((one) => most / one < MOST_COUNT_TICKS) ?? most;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** Mean and standard deviation (of the rows themselves: mean² + deviation² is RMSE²); NaN of no values. */
function moments(values: Float64Array): { mean: number; deviation: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** Bars in the space at the right, along the vertical axis; what is not empty is at least a thin line. */
function sideHistogram({ start, width, counts }: Histogram): Plugin<'scatter'> {
  return {
    id: 'side-histogram',
    afterDatasetsDraw: ({ ctx, scales }) => {
      const { y, [rowsAxis]: rows } = scales;
      if (y === undefined || rows === undefined) return;
      ctx.save();
      ctx.fillStyle = colors.point;
      ctx.strokeStyle = colors.pointEdge;
      ctx.lineWidth = 0.75;
      const base = rows.getPixelForValue(0);
      counts.forEach((count, bin) => {
        if (count === 0) return;
        const top = y.getPixelForValue(start + (bin + 1) * width);
        const height = y.getPixelForValue(start + bin * width) - top;
        const length = Math.max(LEAST_BAR, rows.getPixelForValue(count) - base);
        ctx.fillRect(base, top, length, height);
        ctx.strokeRect(base, top, length, height);
      });
      ctx.restore();
    },
  };
}
