import type { ChartConfiguration } from 'chart.js';
import { formatCount, formatNumber, formatR2 } from '../format.js';
import { NumpyRandomState } from '../random/numpyRandomState.js';
import { subtitleLines } from './subtitle.js';
import { axis, baseOptions, type ChartSize, colors } from './theme.js';
import { linearTick } from './ticks.js';

export const predictionsChartSize: ChartSize = { width: 760, height: 780 };

const MOST_POINTS = 5000;
const CHARACTERS_A_LINE = 90;

type Point = { x: number; y: number };

export interface PredictionsChartInput {
  /** [rows] */
  actual: ArrayLike<number>;
  /** [rows] */
  predicted: ArrayLike<number>;
  metrics: { r2: number | null; rmse: number | null; mae: number | null };
  /** Chooses the points that are drawn when there are too many. */
  seed: number;
}

/** Predicted over actual target of the test rows, with the line on which both are equal. */
export function predictionsChart(input: PredictionsChartInput): ChartConfiguration<'scatter', Point[]> {
  const points = samplePoints(input);
  const limits = sharedLimits(points);
  const options = baseOptions(
    'Predicted vs Actual Values',
    subtitleLines(phrases(input, points.length), CHARACTERS_A_LINE),
  );
  const scale = (title: string) => {
    const shared = axis(title);
    return {
      ...shared,
      type: 'linear' as const,
      min: limits.min,
      max: limits.max,
      ticks: {
        ...shared.ticks,
        stepSize: limits.step,
        maxRotation: 0,
        callback: linearTick,
      },
    };
  };
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          label: 'Perfect prediction',
          type: 'scatter',
          data: [
            { x: limits.min, y: limits.min },
            { x: limits.max, y: limits.max },
          ],
          showLine: true,
          pointRadius: 0,
          pointStyle: 'line',
          borderColor: colors.identity,
          backgroundColor: colors.identity,
          borderWidth: 2.5,
          borderDash: [8, 5],
        },
        {
          label: 'Test rows',
          data: points,
          pointStyle: 'circle',
          pointRadius: points.length > 1000 ? 2.5 : 4,
          backgroundColor: colors.point,
          borderColor: colors.pointEdge,
          borderWidth: 0.75,
        },
      ],
    },
    options: { ...options, scales: { x: scale('Actual Values'), y: scale('Predicted Values') } },
  };
}

function phrases({ actual, metrics }: PredictionsChartInput, drawn: number): string[] {
  return [
    `R² ${formatR2(metrics.r2)}`,
    `RMSE ${formatNumber(metrics.rmse)}`,
    `MAE ${formatNumber(metrics.mae)}`,
    `n = ${formatCount(actual.length)}`,
    ...(drawn < actual.length ? [`a random ${formatCount(drawn)} of them drawn`] : []),
  ];
}

/** The rows to draw: all, or a seeded sample; rows whose prediction is not finite have no place in a chart. */
function samplePoints({ actual, predicted, seed }: PredictionsChartInput): Point[] {
  const rows = actual.length;
  const chosen =
    rows > MOST_POINTS
      ? new NumpyRandomState(seed).permutation(rows).subarray(0, MOST_POINTS).sort()
      : Array.from({ length: rows }, (_, row) => row);
  return Array.from(chosen, (row) => ({ x: actual[row] as number, y: predicted[row] as number })).filter(
    ({ x, y }) => Number.isFinite(x) && Number.isFinite(y),
  );
}

/** One range for both axes, on whole steps of 1, 2, 2.5 or 5 times a power of ten. */
function sharedLimits(points: readonly Point[]): { min: number; max: number; step: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    low = Math.min(low, x, y);
    high = Math.max(high, x, y);
  }
  if (low > high) [low, high] = [0, 1];
  if (low === high) {
    const half = Math.abs(low) / 2 || 0.5;
    [low, high] = [low - half, high + half];
  }
  const margin = 0.03 * (high - low);
  const rough = (high - low) / 8;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) as number);
  return {
    min: step * Math.floor((low - margin) / step),
    max: step * Math.ceil((high + margin) / step),
    step,
  };
}
