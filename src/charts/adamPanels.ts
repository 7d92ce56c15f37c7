import type { ChartConfiguration } from 'chart.js';
import { FIRST_STEPS, type TraceRow } from '../training/trace/adamTrace.js';
import type { Point } from './decimate.js';
import { verticalAxis, verticalScale } from './lossScale.js';
import { bands, heights, type Line, positive, reference } from './panelLines.js';
import { epochAxis, epochOf, noteInside, panelOptions } from './panelOptions.js';
import { axis, colors } from './theme.js';
import { linearTick } from './ticks.js';

export type Panel = ChartConfiguration<'line', Point[]>;

const NO_GRADIENT = 'At least half of the weights have no gradient, and stay.';
/** How many times the middle half's highest rate the axis may reach: a weight without a gradient has lr/ε. */
const MOST_ABOVE_MIDDLE = 1000;

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
      first.length > 0 && !first.some((row) => stepInRates(row) > 0) ? [noteInside(NO_GRADIENT, scale)] : [],
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
  const ends = shown.length < values.length ? '; without any it is lr/ε, above the axis' : '';
  return {
    type: 'line',
    data: { datasets: [...rates, given] },
    options: {
      ...panelOptions(
        'Every weight gets its own rate',
        `lr/(√v̂ + ε): small where the gradients are large${ends}`,
        scale,
      ),
      scales: {
        x: epochAxis(all, scale),
        y: verticalAxis(
          'Rate of a weight',
          shown.length === 0 ? 'linear' : verticalScale(shown, 'auto'),
          shown,
          scale,
        ),
      },
    },
  };
}

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

/** |m̂|/(√v̂ + ε) of the median weight. */
function stepInRates({ step, learningRate }: TraceRow): number {
  return step.q50 / learningRate;
}

/** How many times as long the step would be without bias correction, ε aside. */
function excess({ biasCorrection1, biasCorrection2 }: TraceRow): number {
  return biasCorrection1 / Math.sqrt(biasCorrection2);
}
