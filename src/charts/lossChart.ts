import type { ChartConfiguration, ChartDataset, LegendItem } from 'chart.js';
import type { YScale } from '../config/choices.js';
import type { EpochRecord } from '../training/history.js';
import { subtitleLines } from './subtitle.js';
import { axis, baseOptions, type ChartSize, colors } from './theme.js';
import { linearTick, logTick } from './ticks.js';

export const lossChartSize: ChartSize = { width: 900, height: 600 };

const CHARACTERS_A_LINE = 120;
const LOG_FROM_RATIO = 20;

type Point = { x: number; y: number };
type LineDataset = ChartDataset<'line', Point[]>;

/**
 * The curves of training and test loss over the epochs.
 *
 * @param settings the run's main settings as short phrases, for the subtitle
 */
export function lossChart(
  history: readonly EpochRecord[],
  settings: readonly string[],
  yScale: YScale,
): ChartConfiguration<'line', Point[]> {
  const type = verticalScale(history, yScale);
  // A log axis has no place for a loss of zero, and no axis has one for NaN: the line breaks there.
  const drawable = (loss: number) =>
    Number.isFinite(loss) && (type === 'linear' || loss > 0) ? loss : Number.NaN;
  const points = (loss: (record: EpochRecord) => number): Point[] =>
    history.map((record) => ({ x: record.epoch, y: drawable(loss(record)) }));
  const last = history.at(-1)?.epoch ?? 1;
  // A single epoch makes no line; what is so short is shown as points, with room to the right of them.
  const short = history.length < 3;
  const shape = { borderWidth: 2.5, pointRadius: short ? 5 : 0, clip: 8 };

  const options = baseOptions('Training vs Testing Loss', subtitleLines(settings, CHARACTERS_A_LINE));
  const horizontal = axis('Epochs');
  const vertical = axis('Loss');
  return {
    type: 'line',
    data: {
      datasets: [
        {
          label: 'Training Loss',
          data: points((record) => record.trainLoss),
          borderColor: colors.training,
          backgroundColor: colors.training,
          ...shape,
          fill: { target: 1, above: colors.between, below: colors.between },
        },
        {
          label: 'Testing Loss',
          data: points((record) => record.testLoss),
          borderColor: colors.testing,
          backgroundColor: colors.testing,
          ...shape,
          borderDash: [8, 5],
          fill: false,
        },
      ],
    },
    options: {
      ...options,
      plugins: {
        ...options.plugins,
        legend: {
          ...options.plugins.legend,
          labels: {
            ...options.plugins.legend.labels,
            pointStyleWidth: 42,
            generateLabels: ({ data }) =>
              data.datasets.map((dataset, i) => legendLine(dataset as LineDataset, i)),
          },
        },
      },
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: 0,
          max: short ? last + 1 : last,
          ticks: { ...horizontal.ticks, precision: 0, includeBounds: false },
        },
        y: {
          ...vertical,
          type,
          ticks: { ...vertical.ticks, callback: type === 'linear' ? linearTick : logTick },
        },
      },
    },
  };
}

/** A legend entry that shows the line as it is drawn; Chart.js's own leaves the dashes out. */
function legendLine(dataset: LineDataset, datasetIndex: number): LegendItem {
  return {
    text: dataset.label ?? '',
    datasetIndex,
    pointStyle: 'line',
    strokeStyle: dataset.borderColor as string,
    lineWidth: dataset.borderWidth as number,
    lineDash: (dataset.borderDash ?? []) as number[],
    fontColor: colors.text,
  };
}

/** Log when asked for, or when the losses span so much that a linear axis would flatten the end of the curves. */
function verticalScale(history: readonly EpochRecord[], yScale: YScale): 'linear' | 'logarithmic' {
  if (yScale !== 'auto') return yScale === 'log' ? 'logarithmic' : 'linear';
  const losses = history.flatMap(({ trainLoss, testLoss }) => [trainLoss, testLoss]).filter(Number.isFinite);
  const lowest = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const highest = losses.reduce((a, b) => Math.max(a, b), 0);
  return lowest > 0 && highest / lowest > LOG_FROM_RATIO ? 'logarithmic' : 'linear';
}
