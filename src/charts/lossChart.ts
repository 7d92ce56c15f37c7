import type { ChartConfiguration, ChartDataset, LegendItem, Plugin } from 'chart.js';
import type { YScale } from '../config/choices.js';
import type { EpochRecord } from '../training/history.js';
import { subtitleLines } from './subtitle.js';
import { axis, baseOptions, type ChartSize, colors, fontFamily } from './theme.js';
import { linearTick, logAxis, logTick } from './ticks.js';

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
  const losses = history.flatMap(({ trainLoss, testLoss }) => [trainLoss, testLoss]).filter(Number.isFinite);
  const type = verticalScale(losses, yScale);
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
  const linear = { ...vertical, type: 'linear' as const, ticks: { ...vertical.ticks, callback: linearTick } };
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
    plugins: losses.length === 0 ? [nothingFinite] : [],
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
        y: type === 'linear' ? linear : { ...vertical, ...logarithmic(losses) },
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
function verticalScale(losses: readonly number[], yScale: YScale): 'linear' | 'logarithmic' {
  const { lowest, highest } = extent(losses);
  if (yScale === 'linear' || highest <= 0) return 'linear';
  return yScale === 'log' || (lowest > 0 && highest / lowest > LOG_FROM_RATIO) ? 'logarithmic' : 'linear';
}

/** A log scale with limits and ticks of our own: Chart.js's end where the data ends, and may have no labels. */
function logarithmic(losses: readonly number[]) {
  const { lowest, highest } = extent(losses.filter((loss) => loss > 0));
  const { min, max, ticks } = logAxis(lowest, highest);
  return {
    type: 'logarithmic' as const,
    min,
    max,
    ticks: { ...axis('Loss').ticks, callback: logTick },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map((value) => ({ value }));
    },
  };
}

function extent(values: readonly number[]): { lowest: number; highest: number } {
  return {
    lowest: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    highest: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}

/** What stands in the middle of a chart that has nothing to show. */
const nothingFinite: Plugin<'line'> = {
  id: 'nothing-finite',
  afterDraw: ({ ctx, chartArea }) => {
    ctx.save();
    ctx.fillStyle = colors.mutedText;
    ctx.font = `16px "${fontFamily}"`;
    ctx.textAlign = 'center';
    ctx.fillText(
      'No loss is a finite number.',
      (chartArea.left + chartArea.right) / 2,
      (chartArea.top + chartArea.bottom) / 2,
    );
    ctx.restore();
  },
};
