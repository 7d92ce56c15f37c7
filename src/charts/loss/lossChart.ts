import type { ChartConfiguration } from 'chart.js';
import { formatCount } from '../../format.js';
import { axis, verticalAxis } from '../parts/axes.js';
import { lineLegend } from '../parts/legend.js';
import { noteInside } from '../parts/noteInside.js';
import { pointMark } from '../parts/pointMark.js';
import { defineChart, type Losses } from '../parts/runChart.js';
import { subtitle } from '../parts/subtitle.js';
import { baseOptions, colors, textScale } from '../parts/theme.js';
import { decimate, type Point } from '../parts/thinning.js';
import { verticalScale } from '../parts/yScale.js';
import { renderPng } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import { lossCurves } from './curves.js';
import {
  learningRateAxis,
  learningRateChanges,
  learningRateCurve,
  learningRateScale,
} from './learningRatePanel.js';

const usualSize: ChartSize = { width: 900, height: 600 };

/** The losses over the epochs. */
export const lossChart = defineChart({
  fileName: 'loss.png',
  needs: 'losses',
  size: usualSize,
  draw: (losses, size = usualSize, settings) => renderPng(lossConfiguration(losses, settings, size), size),
});

const LOSS_WEIGHT = 4;

/**
 * The curves of training, test and validation loss over the epochs, and the learning rate in a panel below where it changes.
 *
 * @param settings the run's main settings as short phrases, for the subtitle
 */
export function lossConfiguration(
  { history, yScale, lossTitle, bestEpoch, bestOf }: Losses,
  settings: readonly string[],
  size = usualSize,
): ChartConfiguration<'line', Point[]> {
  const { train, test, val } = lossCurves;
  const scale = textScale(size, usualSize);
  const validated = history.some(({ valLoss }) => valLoss !== undefined);
  const shown = validated ? [train, test, val] : [train, test];
  const losses = shown.flatMap(({ loss }) => history.map(loss)).filter(Number.isFinite);
  const type = verticalScale(losses, yScale);
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

  const marked = history.find(({ epoch }) => epoch === bestEpoch);
  const best = lossCurves[bestOf ?? (validated ? 'val' : 'test')];
  const panel = learningRateChanges(history);
  const base = baseOptions('Training vs Testing Loss', subtitle(settings, size, scale), scale);
  const horizontal = axis('Epochs', scale);
  const kind = `${type === 'linear' ? 'linear' : 'log'} scale`;
  const what = lossTitle === undefined ? kind : `${lossTitle}, ${kind}`;
  const vertical = verticalAxis(`Loss (${what})`, type, losses, scale);
  return {
    type: 'line',
    data: {
      datasets: [
        {
          ...line(train),
          fill: { target: 1, above: colors.between, below: colors.between },
        },
        { ...line(test), borderDash: [8, 5], fill: false },
        ...(validated
          ? [{ ...line(val), borderDash: [1, 5], borderCapStyle: 'round' as const, fill: false }]
          : []),
        ...(panel ? [learningRateCurve(history, size, scale)] : []),
      ],
    },
    plugins: [
      ...(losses.length === 0 ? [noteInside('No loss is a finite number.', 16)] : []),
      ...(marked === undefined
        ? []
        : [
            pointMark(
              {
                x: marked.epoch,
                y: drawable(best.loss(marked)),
                color: best.color,
                label: `best epoch ${formatCount(marked.epoch)}`,
              },
              scale,
            ),
          ]),
    ],
    options: {
      ...base,
      plugins: { ...base.plugins, legend: lineLegend(base.plugins.legend, 42 * scale) },
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
