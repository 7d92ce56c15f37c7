import type { ChartConfiguration } from 'chart.js';
import { formatCount, formatPlural, formatRate } from '../format.js';
import { ENOUGH, type RangeStep } from '../training/rangeTest.js';
import type { RangeResult } from '../training/suggestedRate.js';
import { linearAxis, logarithmicAxis } from './parts/axes.js';
import { lineLegend } from './parts/legend.js';
import { limitsAround } from './parts/limits.js';
import { noteInside } from './parts/noteInside.js';
import { pointMark } from './parts/pointMark.js';
import { subtitle } from './parts/subtitle.js';
import { baseOptions, colors } from './parts/theme.js';
import { decimate, type Point } from './parts/thinning.js';
import { verticalScale } from './parts/yScale.js';
import { renderPng } from './png/renderPng.js';
import type { ChartSize } from './png/size.js';

/** The file of a range test's folder that the picture is in. */
export const rangeChartName = 'lr-range.png';

const size: ChartSize = { width: 900, height: 600 };

/** A range test as its picture shows it. */
export interface ShownRange {
  steps: readonly RangeStep[];
  result: RangeResult | undefined;
  /** The steps that were asked for. */
  planned: number;
  /** What the loss is: mean squared error. */
  lossTitle: string;
}

/** The losses over the learning rate as a PNG's bytes. */
export function drawRange(shown: ShownRange, settings: readonly string[]): Promise<Buffer> {
  return renderPng(rangeConfiguration(shown, settings), size);
}

/**
 * The smoothed loss and the losses themselves over the logarithm of the learning rate, with the suggestion marked.
 *
 * @param settings the job's main settings as short phrases, for the subtitle
 */
export function rangeConfiguration(
  { steps, result, planned, lossTitle }: ShownRange,
  settings: readonly string[],
): ChartConfiguration<'line', Point[]> {
  const top = highest(steps);
  const shown = steps
    .flatMap(({ loss, smoothedLoss }) => [smoothedLoss, loss])
    .filter((value) => value <= top);
  const type = verticalScale(shown, 'auto');
  const drawable = (value: number) =>
    Number.isFinite(value) && (type === 'linear' || value > 0) ? value : Number.NaN;
  const curve = (of: (step: RangeStep) => number) => [
    ...decimate(
      steps.map((step) => ({ x: Math.log10(step.learningRate), y: drawable(of(step)) })),
      size.width,
    ).map(({ x, y }) => ({ x: 10 ** x, y })),
  ];
  // A loss that left the numbers at once makes no line.
  const isShort = steps.filter(({ loss }) => Number.isFinite(loss)).length < 3;
  const line = { pointRadius: isShort ? 5 : 0, fill: false, clip: isShort ? (8 as const) : (0 as const) };
  const suggestion = result?.suggested;
  const phrases = [
    ...settings,
    ...(result === undefined ? [] : [whereSteepest(result)]),
    ...(result?.isNoisy ? ['the fall may be chance: single batches differ by more'] : []),
    ...(steps.length < planned
      ? [
          `ended after ${formatCount(steps.length)} of ${formatCount(planned)} steps, at ${Number.isFinite(steps.at(-1)?.smoothedLoss) ? `${ENOUGH} times the lowest loss` : 'a loss that is no finite number'}`,
        ]
      : []),
  ];
  const base = baseOptions('Learning-Rate Range Test', subtitle(phrases, size, 1));
  const title = `Loss (${lossTitle}, ${type === 'linear' ? 'linear' : 'log'} scale)`;
  return {
    type: 'line',
    data: {
      datasets: [
        {
          ...line,
          label: 'Smoothed Loss',
          data: curve(({ smoothedLoss }) => smoothedLoss),
          borderColor: colors.training,
          backgroundColor: colors.training,
          borderWidth: 2.5,
        },
        {
          ...line,
          label: 'Loss of Each Step',
          data: curve(({ loss }) => loss),
          borderColor: colors.border,
          backgroundColor: colors.border,
          borderWidth: 1,
        },
      ],
    },
    plugins: [
      ...(shown.length === 0 ? [noteInside('No loss is a finite number.', 16)] : []),
      ...(suggestion === undefined
        ? []
        : [
            pointMark(
              {
                x: suggestion.learningRate,
                y: drawable(suggestion.smoothedLoss),
                color: colors.training,
                label: `suggestion ${formatRate(suggestion.learningRate)}`,
              },
              1,
            ),
          ]),
    ],
    options: {
      ...base,
      plugins: { ...base.plugins, legend: lineLegend(base.plugins.legend, 42) },
      scales: {
        x: logarithmicAxis(
          'Learning Rate (log scale)',
          steps.map(({ learningRate }) => learningRate),
          1,
        ),
        y: type === 'linear' ? linearAxis(title, limitsAround(shown), 1) : logarithmicAxis(title, shown, 1),
      },
    },
  };
}

function whereSteepest({ steepest, suggested }: RangeResult): string {
  const behind = steepest.step - suggested.step;
  const place = `steepest at ${formatRate(steepest.learningRate)}`;
  return behind === 0
    ? place
    : `${place}, where the smoothed loss lies ${formatPlural(behind, 'step')} behind`;
}

/** As far up as a loss says something: to four times the lowest, and to the first ones. */
function highest(steps: readonly RangeStep[]): number {
  const smoothed = steps.map(({ smoothedLoss }) => smoothedLoss).filter(Number.isFinite);
  const lowest = smoothed.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const first = smoothed.slice(0, Math.ceil(smoothed.length / 2)).reduce((a, b) => Math.max(a, b), 0);
  return Math.max(1.1 * first, ENOUGH * lowest);
}
