import type { ChartDataset } from 'chart.js';
import type { EpochRecord } from '../training/history.js';
import { decimate, type Point } from './decimate.js';
import { verticalAxis, verticalScale } from './lossScale.js';
import { type ChartSize, colors } from './theme.js';

/** What marks the panel's axis and its curve. */
export const learningRateAxis = 'learningRate';

const MOST_TICKS = 4;

/** Whether there is something to see in the learning rate: it is the same in every epoch unless a schedule changes it. */
export function learningRateChanges(history: readonly EpochRecord[]): boolean {
  return history.some(({ learningRate }) => learningRate !== history[0]?.learningRate);
}

/** The panel's curve, in steps, since an epoch has one rate from its beginning to its end. */
export function learningRateCurve(
  history: readonly EpochRecord[],
  size: ChartSize,
): ChartDataset<'line', Point[]> {
  const points = history.map(({ epoch, learningRate }) => ({ x: epoch, y: learningRate }));
  return {
    label: 'Learning Rate',
    data: [...decimate(points, size.width)],
    yAxisID: learningRateAxis,
    borderColor: colors.learningRate,
    backgroundColor: colors.learningRate,
    borderWidth: 2,
    pointRadius: 0,
    stepped: 'middle',
    clip: 8,
    fill: false,
  };
}

/** The panel's axis: from zero, or in powers where the rate falls far. */
export function learningRateScale(history: readonly EpochRecord[], scale: number) {
  const rates = history.map(({ learningRate }) => learningRate);
  const shared = verticalAxis(['Learning', 'rate'], verticalScale(rates, 'auto'), rates, scale);
  if (shared.type === 'linear') {
    return { ...shared, beginAtZero: true, ticks: { ...shared.ticks, maxTicksLimit: MOST_TICKS } };
  }
  return {
    ...shared,
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      shared.afterBuildTicks(axis);
      const every = Math.ceil(axis.ticks.length / MOST_TICKS);
      axis.ticks = axis.ticks.filter((_, i) => i % every === 0);
    },
  };
}
