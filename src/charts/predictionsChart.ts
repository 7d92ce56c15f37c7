import type { ChartConfiguration } from 'chart.js';
import { formatCount, formatNumber, formatR2 } from '../format.js';
import { type DrawableText, drawablePhrases, drawableText, longestName } from './parts/drawableText.js';
import { limitsAround } from './parts/limits.js';
import { subtitleLines } from './parts/subtitle.js';
import { sampleRows } from './parts/testRows.js';
import { axis, baseOptions, type ChartSize, charactersALine, colors, textScale } from './parts/theme.js';
import type { Point } from './parts/thinning.js';
import { linearTick } from './parts/ticks.js';

export const predictionsChartSize: ChartSize = { width: 760, height: 780 };

const CHARACTER_WIDTH = 7.9;

export interface PredictionsChartInput {
  /** [rows] */
  actual: ArrayLike<number>;
  /** [rows] */
  predicted: ArrayLike<number>;
  metrics: { r2: number | null; rmse: number | null; mae: number | null };
  /** Chooses the points that are drawn when there are too many. */
  seed: number;
  /** The target column's name; without one it goes unnamed. */
  targetName?: string | undefined;
  size?: ChartSize | undefined;
}

/** Predicted over actual target of the test rows, with the line on which both are equal. */
export function predictionsChart(input: PredictionsChartInput): ChartConfiguration<'scatter', Point[]> {
  const size = input.size ?? predictionsChartSize;
  const textScaling = textScale(size, predictionsChartSize);
  const points = samplePoints(input);
  const limits = limitsAround(points.flatMap(({ x, y }) => [x, y]));
  const name =
    input.targetName === undefined
      ? undefined
      : drawableText(input.targetName, longestName(Math.min(size.width, size.height), textScaling));
  const options = baseOptions(
    'Predicted vs Actual Values',
    subtitleLines(
      drawablePhrases(phrases(input, points.length), [name]),
      charactersALine(size, CHARACTER_WIDTH, textScaling),
    ),
    textScaling,
  );
  const scale = (title: string) => {
    const shared = axis(title, textScaling);
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
          borderWidth: 2.5 * textScaling,
          borderDash: [8, 5],
        },
        {
          label: 'Test rows',
          data: points,
          pointStyle: 'circle',
          pointRadius: (points.length > 1000 ? 2.5 : 4) * textScaling,
          backgroundColor: colors.point,
          borderColor: colors.pointEdge,
          borderWidth: 0.75,
        },
      ],
    },
    options: {
      ...options,
      scales: { x: scale(titleOf('Actual', name)), y: scale(titleOf('Predicted', name)) },
    },
  };
}

function titleOf(kind: string, name: DrawableText | undefined): string {
  return `${kind} ${name?.text ?? 'Values'}`;
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

/** The rows to draw; those whose prediction is not finite have no place in a chart. */
function samplePoints({ actual, predicted, seed }: PredictionsChartInput): Point[] {
  return Array.from(sampleRows(actual.length, seed), (row) => ({
    x: actual[row] as number,
    y: predicted[row] as number,
  })).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
}
