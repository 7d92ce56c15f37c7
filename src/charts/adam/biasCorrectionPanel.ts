import { FIRST_STEPS, type TraceRow } from '../../training/trace/adamTrace.js';
import { axis, verticalAxis } from '../parts/axes.js';
import { noteInside } from '../parts/noteInside.js';
import { colors } from '../parts/theme.js';
import { heights, type Line, positive, stepInRates } from './lines.js';
import { type Panel, panelOptions } from './panel.js';

const NO_GRADIENT = 'At least half of the weights have no gradient, and stay.';

/**
 * What bias correction does to the first steps, beside what they would be without it, and why.
 *
 * @param all rows of all parameters together
 */
export function biasCorrectionPanel(all: readonly TraceRow[], scale: number): Panel {
  const first = all.filter(({ t }) => t <= FIRST_STEPS);
  const line = (label: string, color: string, dash: number[], height: (row: TraceRow) => number): Line => ({
    label,
    data: positive(first.map((row) => ({ x: row.t, y: height(row) }))),
    borderColor: color,
    backgroundColor: color,
    borderDash: dash,
    borderWidth: 2.5 * scale,
    pointRadius: (first.length < 3 ? 4 : 0) * scale,
  });
  const isOff = first.every((row) => excess(row) === 1 && row.biasCorrection1 === 1);
  const isLonger = first.every((row) => excess(row) >= 1);
  const lines = isOff
    ? [line('|m|/√v: the step that was taken', colors.testing, [8, 5], stepInRates)]
    : [
        line('|m̂|/√v̂: the step that was taken', colors.training, [], stepInRates),
        line(
          '|m|/√v: the step without correction',
          colors.testing,
          [8, 5],
          (row) => stepInRates(row) * excess(row),
        ),
        line('1 − β1ᵗ: m as a part of m̂', colors.validation, [2, 3], (row) => row.biasCorrection1),
        line('√(1 − β2ᵗ): √v as a part of √v̂', colors.learningRate, [10, 4, 2, 4], (row) =>
          Math.sqrt(row.biasCorrection2),
        ),
      ];
  const values = heights(lines);
  const horizontal = axis('Step t', scale);
  return {
    type: 'line',
    data: { datasets: lines },
    plugins:
      first.length > 0 && !first.some((row) => stepInRates(row) > 0)
        ? [noteInside(NO_GRADIENT, 13 * scale)]
        : [],
    options: {
      ...panelOptions(
        isOff
          ? 'The first steps, with bias correction off'
          : `Bias correction keeps the first steps ${isLonger ? 'short' : 'right'}`,
        isOff
          ? 'm̂ = m,  v̂ = v: both begin at zero'
          : `m̂ = m/(1 − β1ᵗ),  v̂ = v/(1 − β2ᵗ): m and v begin at zero${isLonger ? ', and v takes longer to fill' : ''}`,
        scale,
      ),
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: first.length === 1 ? 0 : 1,
          max: Math.max(2, first.at(-1)?.t ?? 2),
          ticks: { ...horizontal.ticks, precision: 0, maxRotation: 0, stepSize: 1 },
        },
        y: verticalAxis(
          isOff
            ? '|step|/lr of the median weight'
            : ['|step|/lr of the median weight,', 'and the corrections'],
          values.length === 0 ? 'linear' : 'logarithmic',
          values,
          scale,
        ),
      },
    },
  };
}

/** How many times as long the step would be without bias correction, ε aside. */
function excess({ biasCorrection1, biasCorrection2 }: TraceRow): number {
  return biasCorrection1 / Math.sqrt(biasCorrection2);
}
