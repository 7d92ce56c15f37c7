import type { TraceRow } from '../../training/trace/adamTrace.js';
import { axis } from '../parts/axes.js';
import { colors } from '../parts/theme.js';
import { linearTick } from '../parts/ticks.js';
import { bands, heights, reference, stepInRates } from './lines.js';
import { epochAxis, type Panel, panelOptions } from './panel.js';

/**
 * How near the step is to lr·sign(g).
 *
 * @param all rows of all parameters together
 */
export function signPanel(all: readonly TraceRow[], scale: number): Panel {
  const steps = bands(
    all,
    ({ step }) => step,
    colors.training,
    scale,
    ({ learningRate }) => learningRate,
  );
  const last = Math.max(1, all.at(-1)?.epoch ?? 1) + 1;
  const sign = reference(
    '1: a step of lr·sign(g)',
    [0, last].map((x) => ({ x, y: 1 })),
    scale,
  );
  const [first] = all;
  const beginsAtSign = first?.t === 1 && Math.abs(stepInRates(first) - 1) < 0.01;
  const vertical = axis('|step|/lr', scale);
  return {
    type: 'line',
    data: { datasets: [...steps, sign] },
    options: {
      ...panelOptions(
        beginsAtSign
          ? 'At first a weight moves by lr, whatever its gradient’s size'
          : 'How near the step is to lr·sign(g)',
        '|step|/lr = |m̂|/(√v̂ + ε): near 0 where a gradient’s signs cancel, above 1 where it grows',
        scale,
      ),
      scales: {
        x: epochAxis(all, scale),
        y: {
          ...vertical,
          type: 'linear',
          min: 0,
          max: heights(steps).reduce((most, height) => Math.max(most, 1.05 * height), 1.2),
          ticks: { ...vertical.ticks, includeBounds: false, callback: linearTick },
        },
      },
    },
  };
}
