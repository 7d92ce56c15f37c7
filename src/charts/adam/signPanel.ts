import type { TraceRow } from '../../training/trace/adamTrace.js';
import { axis } from '../parts/axes.js';
import { noteInside } from '../parts/noteInside.js';
import type { Trace } from '../parts/runChart.js';
import { colors } from '../parts/theme.js';
import { linearTick } from '../parts/ticks.js';
import { bands, heights, reference, stepInRates } from './lines.js';
import { epochAxis, type Panel, panelOptions } from './panel.js';

/**
 * How near the step is to lr·sign(g).
 *
 * @param all rows of all parameters together
 */
export function signPanel(
  all: readonly TraceRow[],
  { beta1, beta2, amsgrad }: Trace['adam'],
  scale: number,
): Panel {
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
  // Without a memory m̂/√v̂ is g/|g|.
  const isSign = beta1 === 0 && beta2 === 0 && !amsgrad;
  const moves = all.some(({ learningRate }) => learningRate !== 0);
  const vertical = axis('|step|/lr', scale);
  return {
    type: 'line',
    data: { datasets: [...steps, sign] },
    plugins: moves ? [] : [noteInside('lr is 0, and no weight moves.', 13 * scale)],
    options: {
      ...panelOptions(
        isSign
          ? 'Without memory every step is lr·sign(g)'
          : beginsAtSign
            ? 'At first a weight moves by lr, whatever its gradient’s size'
            : 'How near the step is to lr·sign(g)',
        isSign
          ? '|step|/lr = |m̂|/(√v̂ + ε) = |g|/(|g| + ε), with β1 = β2 = 0'
          : '|step|/lr = |m̂|/(√v̂ + ε): near 0 where a gradient’s signs cancel, above 1 where it grows',
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
