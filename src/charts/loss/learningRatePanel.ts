import type { ChartDataset } from 'chart.js';
import type { EpochRecord } from '../../training/history.js';
import { axis, ticksAt } from '../parts/axes.js';
import { colors } from '../parts/theme.js';
import { decimate, type Point } from '../parts/thinning.js';
import { linearTick, logTick } from '../parts/ticks.js';
import { LOG_FROM_RATIO } from '../parts/yScale.js';
import type { ChartSize } from '../png/size.js';

/** What marks the panel's axis and its curve. */
export const learningRateAxis = 'learningRate';

const MOST_TICKS = 3;
const HEADROOM = 0.5;

/** Whether there is something to see in the learning rate: it is the same in every epoch unless a schedule changes it. */
export function learningRateChanges(history: readonly EpochRecord[]): boolean {
  return history.some(({ learningRate }) => learningRate !== history[0]?.learningRate);
}

/** The panel's curve, in steps, since an epoch has one rate from its beginning to its end; its axis names it, not the legend. */
export function learningRateCurve(
  history: readonly EpochRecord[],
  size: ChartSize,
  scale: number,
): ChartDataset<'line', Point[]> {
  const points = history.map(({ epoch, learningRate }) => ({ x: epoch, y: learningRate }));
  return {
    data: [...decimate(points, size.width)],
    yAxisID: learningRateAxis,
    borderColor: colors.learningRate,
    backgroundColor: colors.learningRate,
    borderWidth: 2 * scale,
    pointRadius: 0,
    stepped: 'middle',
    clip: 8,
    fill: false,
  };
}

/**
 * The panel's axis: from zero, or in powers of ten where a quarter of the run's rates or more would lie flat upon zero. It
 * ends above the highest rate, so that its labels stay clear of those of the losses' axis.
 */
export function learningRateScale(history: readonly EpochRecord[], scale: number) {
  const rates = Float64Array.from(history, ({ learningRate }) => learningRate).sort();
  const [lowest = 0, highest = 1] = [rates[0], rates.at(-1)];
  const quarter = rates[Math.floor(rates.length / 4)] ?? highest;
  const shared = axis(['Learning', 'rate'], scale);
  if (lowest <= 0 || highest / quarter <= LOG_FROM_RATIO) {
    return {
      ...shared,
      type: 'linear' as const,
      min: 0,
      max: (1 + HEADROOM) * highest,
      ticks: { ...shared.ticks, callback: linearTick },
      afterBuildTicks: ticksAt([0, highest]),
    };
  }
  const [bottom, top] = [Math.ceil(Math.log10(lowest) - 1e-9), Math.floor(Math.log10(highest) + 1e-9)];
  const every = Math.max(1, Math.ceil((top - bottom) / (MOST_TICKS - 1)));
  const powers = Array.from({ length: Math.floor((top - bottom) / every) + 1 }, (_, i) => top - i * every);
  return {
    ...shared,
    type: 'logarithmic' as const,
    min: lowest,
    max: highest * (highest / lowest) ** HEADROOM,
    ticks: { ...shared.ticks, callback: logTick },
    afterBuildTicks: ticksAt(powers.map((power) => 10 ** power)),
  };
}
