import type { TraceRow } from '../../training/trace/adamTrace.js';
import { verticalAxis } from '../parts/axes.js';
import { colors } from '../parts/theme.js';
import { verticalScale } from '../parts/yScale.js';
import { bands, heights, reference } from './lines.js';
import { epochAxis, epochOf, type Panel, panelOptions } from './panel.js';

/** How many times the middle half's highest rate the axis may reach: a weight without a gradient has lr/ε. */
const MOST_ABOVE_MIDDLE = 1000;

/** The line of the learning rate has at least so much room to either end of a log axis, as a factor. */
const ROOM = 1.1;

/**
 * What v̂ does: each weight's own rate over the epochs.
 *
 * @param all rows of all parameters together
 */
export function ratePanel(all: readonly TraceRow[], scale: number): Panel {
  const rates = bands(all, ({ rate }) => rate, colors.learningRate, scale);
  const given = reference(
    'the learning rate lr',
    all.map((row) => ({ x: epochOf(row, all), y: row.learningRate })),
    scale,
  );
  const middle = all.reduce((most, { rate }) => Math.max(most, rate.q75), 0);
  const values = heights([...rates, given]);
  const shown = values.filter((value) => value > 0 && value <= MOST_ABOVE_MIDDLE * middle);
  const around = heights([given])
    .filter((value) => shown.includes(value))
    .flatMap((value) => [value / ROOM, value * ROOM]);
  const isAbove = values.some((value) => value > MOST_ABOVE_MIDDLE * middle);
  const ends = isAbove ? '; without any it is lr/ε, above the axis' : '';
  const hasRates = all.some(({ learningRate }) => learningRate !== 0);
  const vertical = verticalAxis(
    'Rate of a weight',
    shown.length === 0 ? 'linear' : verticalScale(shown, 'auto'),
    [...shown, ...around],
    scale,
  );
  return {
    type: 'line',
    data: { datasets: [...rates, given] },
    options: {
      ...panelOptions(
        hasRates ? 'Every weight gets its own rate' : 'lr is 0, and so is the rate of every weight',
        `lr/(√v̂ + ε)${hasRates ? `: small where the gradients are large${ends}` : ''}`,
        scale,
      ),
      scales: {
        x: epochAxis(all, scale),
        y: hasRates ? vertical : { ...vertical, min: 0, max: 1 },
      },
    },
  };
}
