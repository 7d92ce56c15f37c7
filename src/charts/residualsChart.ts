import type { ChartConfiguration, Plugin } from 'chart.js';
import { formatCount, formatNumber } from '../format.js';
import { drawablePhrases, drawableText, longestName } from './parts/drawableText.js';
import { type Histogram, histogram } from './parts/histogram.js';
import { limitsAround } from './parts/limits.js';
import { subtitleLines } from './parts/subtitle.js';
import { sampleRows } from './parts/testRows.js';
import { axis, baseOptions, type ChartSize, charactersALine, colors, textScale } from './parts/theme.js';
import type { Point } from './parts/thinning.js';
import { linearTick } from './parts/ticks.js';

export const residualsChartSize: ChartSize = { width: 900, height: 600 };

const CHARACTER_WIDTH = 7.9;
const SCATTER_WEIGHT = 4;
const LEAST_BAR = 1.5;
const GAP = 0.12;

export interface ResidualsChartInput {
  /** [rows] */
  actual: ArrayLike<number>;
  /** [rows] */
  predicted: ArrayLike<number>;
  /** Chooses the points that are drawn when there are too many. */
  seed: number;
  /** The target column's name; without one it goes unnamed. */
  targetName?: string | undefined;
  size?: ChartSize | undefined;
}

/** Residual over predicted target of the test rows, and at the right how the residuals are distributed. */
export function residualsChart(input: ResidualsChartInput): ChartConfiguration<'scatter', Point[]> {
  const { actual, predicted, seed } = input;
  const size = input.size ?? residualsChartSize;
  const scale = textScale(size, residualsChartSize);
  const residuals = new Float64Array(actual.length);
  for (let row = 0; row < residuals.length; row++) {
    residuals[row] = (actual[row] as number) - (predicted[row] as number);
  }
  const finite = residuals.filter(Number.isFinite);
  const points = Array.from(sampleRows(residuals.length, seed), (row) => ({
    x: predicted[row] as number,
    y: residuals[row] as number,
  })).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));

  const across = limitsAround(points.map(({ x }) => x));
  const up = limitsAround(finite, 0);
  const bars = histogram(finite, up);
  const most = Math.max(1, ...bars.counts);
  const name =
    input.targetName === undefined
      ? undefined
      : drawableText(input.targetName, longestName(0.8 * size.width, scale));
  const words = drawablePhrases(phrases(finite, residuals.length, points.length), [name]);
  const options = baseOptions(
    'Residuals',
    subtitleLines(words, charactersALine(size, CHARACTER_WIDTH, scale)),
    scale,
  );
  const horizontal = axis(name === undefined ? 'Predicted Values' : `Predicted ${name.text}`, scale);
  const vertical = axis('Residual (actual − predicted)', scale);
  const counted = axis('Rows', scale);
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          label: 'No error',
          data: [
            { x: across.min, y: 0 },
            { x: across.max, y: 0 },
          ],
          showLine: true,
          pointRadius: 0,
          pointStyle: 'line',
          borderColor: colors.identity,
          backgroundColor: colors.identity,
          borderWidth: 2.5 * scale,
          borderDash: [8, 5],
        },
        {
          label: 'Test rows',
          data: points,
          pointStyle: 'circle',
          pointRadius: (points.length > 1000 ? 2.5 : 4) * scale,
          backgroundColor: colors.point,
          borderColor: colors.pointEdge,
          borderWidth: 0.75,
        },
      ],
    },
    plugins: [sideHistogram(bars)],
    options: {
      ...options,
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: across.min,
          max: across.max,
          stack: 'panels',
          stackWeight: SCATTER_WEIGHT,
          ticks: { ...horizontal.ticks, stepSize: across.step, maxRotation: 0, callback: linearTick },
        },
        [rowsAxis]: {
          ...counted,
          type: 'linear',
          axis: 'x',
          position: 'bottom',
          min: -GAP * most, // between the two panels, whose labels would touch
          max: (1 + GAP) * most,
          stack: 'panels',
          stackWeight: 1,
          grid: { ...counted.grid, color: [colors.grid, 'transparent'] },
          ticks: {
            ...counted.ticks,
            maxRotation: 0,
            callback: (value) => (value === 0 ? '' : formatCount(Number(value))),
          },
          afterBuildTicks: (built) => {
            built.ticks = [{ value: 0 }, { value: most }];
          },
        },
        y: {
          ...vertical,
          type: 'linear',
          min: up.min,
          max: up.max,
          ticks: { ...vertical.ticks, stepSize: up.step, callback: linearTick },
        },
      },
    },
  };
}

const rowsAxis = 'rows';

function phrases(finite: Float64Array, rows: number, drawn: number): string[] {
  const { mean, deviation } = moments(finite);
  const lost = rows - finite.length;
  return [
    `mean ${formatNumber(mean)}`,
    `standard deviation ${formatNumber(deviation)}`,
    `n = ${formatCount(rows)}`,
    ...(drawn < rows - lost ? [`a random ${formatCount(drawn)} of them drawn`] : []),
    ...(lost > 0 ? [`${formatCount(lost)} of them not finite, and left out`] : []),
  ];
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
