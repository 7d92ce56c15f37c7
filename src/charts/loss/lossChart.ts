import type { ChartConfiguration, ChartDataset, LegendItem, Plugin } from 'chart.js';
import type { YScale } from '../../config/choices.js';
import type { EpochRecord } from '../../training/history.js';
import { verticalAxis, verticalScale } from '../parts/axes.js';
import { drawablePhrases } from '../parts/drawableText.js';
import { subtitleLines } from '../parts/subtitle.js';
import {
  axis,
  baseOptions,
  type ChartSize,
  charactersALine,
  colors,
  fontFamily,
  textScale,
} from '../parts/theme.js';
import { decimate, type Point } from '../parts/thinning.js';
import { bestEpochMark } from './bestEpochMark.js';
import {
  learningRateAxis,
  learningRateChanges,
  learningRateCurve,
  learningRateScale,
} from './learningRatePanel.js';

export const lossChartSize: ChartSize = { width: 900, height: 600 };

export interface LossChartOptions {
  yScale: YScale;
  /** Marked if given and in the history. */
  bestEpoch?: number | undefined;
  /** Whose loss was lowest in the best epoch; the validation rows' unless there are none. */
  bestOf?: 'val' | 'test' | undefined;
  size?: ChartSize | undefined;
}

const CHARACTER_WIDTH = 7.15;
const LOSS_WEIGHT = 4;

type LineDataset = ChartDataset<'line', Point[]>;

/** The curves that loss.png may have. */
const curves = {
  train: { label: 'Training Loss', color: colors.training, loss: (r: EpochRecord) => r.trainLoss },
  test: { label: 'Testing Loss', color: colors.testing, loss: (r: EpochRecord) => r.testLoss },
  val: {
    label: 'Validation Loss',
    color: colors.validation,
    loss: (r: EpochRecord) => r.valLoss ?? Number.NaN,
  },
};

/**
 * The curves of training, test and validation loss over the epochs, and the learning rate in a panel below where it changes.
 *
 * @param settings the run's main settings as short phrases, for the subtitle
 */
export function lossChart(
  history: readonly EpochRecord[],
  settings: readonly string[],
  options: LossChartOptions,
): ChartConfiguration<'line', Point[]> {
  const size = options.size ?? lossChartSize;
  const scale = textScale(size, lossChartSize);
  const validated = history.some(({ valLoss }) => valLoss !== undefined);
  const shown = validated ? [curves.train, curves.test, curves.val] : [curves.train, curves.test];
  const losses = shown.flatMap(({ loss }) => history.map(loss)).filter(Number.isFinite);
  const type = verticalScale(losses, options.yScale);
  // A log axis has no place for a loss of zero, and no axis has one for NaN: the line breaks there.
  const drawable = (loss: number) =>
    Number.isFinite(loss) && (type === 'linear' || loss > 0) ? loss : Number.NaN;
  const last = history.at(-1)?.epoch ?? 1;
  // A single epoch makes no line; what is so short is shown as points, with room to the right of them.
  const short = history.length < 3;
  const line = ({ label, color, loss }: (typeof shown)[number]) => ({
    label,
    yAxisID: 'y', // else Chart.js takes the first there is
    data: [
      ...decimate(
        history.map((record) => ({ x: record.epoch, y: drawable(loss(record)) })),
        size.width,
      ),
    ],
    borderColor: color,
    backgroundColor: color,
    borderWidth: 2.5 * scale,
    pointRadius: short ? 5 * scale : 0,
    clip: 8 as const,
  });

  const marked = history.find(({ epoch }) => epoch === options.bestEpoch);
  const best = curves[options.bestOf ?? (validated ? 'val' : 'test')];
  const panel = learningRateChanges(history);
  const base = baseOptions(
    'Training vs Testing Loss',
    subtitleLines(drawablePhrases(settings), charactersALine(size, CHARACTER_WIDTH, scale)),
    scale,
  );
  const horizontal = axis('Epochs', scale);
  const vertical = verticalAxis('Loss', type, losses, scale);
  return {
    type: 'line',
    data: {
      datasets: [
        {
          ...line(curves.train),
          fill: { target: 1, above: colors.between, below: colors.between },
        },
        { ...line(curves.test), borderDash: [8, 5], fill: false },
        ...(validated
          ? [{ ...line(curves.val), borderDash: [1, 5], borderCapStyle: 'round' as const, fill: false }]
          : []),
        ...(panel ? [learningRateCurve(history, size, scale)] : []),
      ],
    },
    plugins: [
      ...(losses.length === 0 ? [nothingFinite] : []),
      ...(marked === undefined
        ? []
        : [
            bestEpochMark(
              { epoch: marked.epoch, loss: drawable(best.loss(marked)), color: best.color },
              scale,
            ),
          ]),
    ],
    options: {
      ...base,
      plugins: {
        ...base.plugins,
        legend: {
          ...base.plugins.legend,
          labels: {
            ...base.plugins.legend.labels,
            pointStyleWidth: 42 * scale,
            generateLabels: ({ data }) =>
              (data.datasets as LineDataset[])
                .filter(({ yAxisID }) => yAxisID !== learningRateAxis)
                .map(legendLine),
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
        ...(panel
          ? {
              [learningRateAxis]: {
                ...learningRateScale(history, scale),
                axis: 'y' as const,
                stack: 'panels',
                stackWeight: 1,
              },
              y: { ...vertical, stack: 'panels', stackWeight: LOSS_WEIGHT },
            }
          : { y: vertical }),
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
    lineCap: (dataset.borderCapStyle ?? 'butt') as 'butt' | 'round',
    fontColor: colors.text,
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
