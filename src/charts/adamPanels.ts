import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { TraceRow } from '../training/adamTrace.js';
import type { Distribution } from '../training/distribution.js';
import type { Point } from './decimate.js';
import { verticalAxis, verticalScale } from './lossScale.js';
import { epochAxis, epochOf, panelOptions } from './panelOptions.js';
import { axis, type ChartSize, colors } from './theme.js';
import { linearTick } from './ticks.js';

type Panel = ChartConfiguration<'line', Point[]>;
type Line = ChartDataset<'line', Point[]>;

/** How many steps the first panel shows. */
const SHOWN_STEPS = 20;

/** What m̂ and v̂ mend: the first steps with bias correction, what they would be without, and why. */
export function biasCorrectionPanel(all: readonly TraceRow[], scale: number): Panel {
  const first = all.filter(({ t }) => t <= SHOWN_STEPS);
  const isOff = first.every(
    ({ biasCorrection1, biasCorrection2 }) => biasCorrection1 === 1 && biasCorrection2 === 1,
  );
  const line = (label: string, color: string, dash: number[], height: (row: TraceRow) => number): Line => ({
    label,
    data: positive(first.map((row) => ({ x: row.t, y: height(row) }))),
    borderColor: color,
    backgroundColor: color,
    borderDash: dash,
    borderWidth: 2.5 * scale,
    pointRadius: (first.length < 3 ? 4 : 0) * scale,
  });
  const lines = isOff
    ? [line('|m|/√v, as taken: nothing is corrected', colors.testing, [8, 5], stepInRates)]
    : [
        line(
          '|m|/√v: the step without correction',
          colors.testing,
          [8, 5],
          (row) => stepInRates(row) * excess(row),
        ),
        line('|m̂|/√v̂: the step that Adam took', colors.training, [], stepInRates),
        line('1 − β1ᵗ: how much of m̂ is in m', colors.validation, [1, 5], (row) => row.biasCorrection1),
        line('√(1 − β2ᵗ): how much of √v̂ is in √v', colors.learningRate, [10, 4, 2, 4], (row) =>
          Math.sqrt(row.biasCorrection2),
        ),
      ];
  const heights = lines.flatMap(({ data }) => data.map(({ y }) => y)).filter(Number.isFinite);
  const horizontal = axis('Step t', scale);
  return {
    type: 'line',
    data: { datasets: lines },
    options: {
      ...panelOptions(
        isOff ? 'The first steps: bias correction is off' : 'Bias correction keeps the first steps short',
        'm̂ = m/(1 − β1ᵗ),  v̂ = v/(1 − β2ᵗ): m and v begin at zero, and v fills up more slowly',
        scale,
      ),
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: 1,
          max: SHOWN_STEPS,
          ticks: { ...horizontal.ticks, stepSize: 1, precision: 0, maxRotation: 0 },
        },
        y: verticalAxis('Median weight', heights.length === 0 ? 'linear' : 'logarithmic', heights, scale),
      },
    },
  };
}

/** What v̂ does: each weight's own rate over the epochs. */
export function ratePanel(all: readonly TraceRow[], scale: number): Panel {
  const lines = bands(all, ({ rate }) => rate, 1, colors.learningRate, scale);
  const given: Line = {
    label: 'learning rate lr',
    data: all.map((row) => ({ x: epochOf(row, all), y: row.learningRate })),
    borderColor: colors.identity,
    backgroundColor: colors.identity,
    borderDash: [8, 5],
    borderWidth: 2 * scale,
    pointRadius: 0,
  };
  const values = [...lines, given].flatMap(({ data }) => data.map(({ y }) => y)).filter(Number.isFinite);
  const type = verticalScale(values, 'auto');
  return {
    type: 'line',
    data: { datasets: [...lines, given] },
    options: {
      ...panelOptions(
        'Every weight gets its own rate',
        'lr/(√v̂ + ε): small where gradients are large',
        scale,
      ),
      scales: {
        x: epochAxis(all, scale),
        y: verticalAxis('Rate of a weight', type, values, scale),
      },
    },
  };
}

/** How near the step is to lr·sign(g). */
export function signPanel(all: readonly TraceRow[], scale: number): Panel {
  const lines = bands(
    all,
    ({ step }) => step,
    (row) => row.learningRate,
    colors.training,
    scale,
  );
  const values = lines.flatMap(({ data }) => data.map(({ y }) => y)).filter(Number.isFinite);
  const sign: Line = {
    label: '1: a step of lr·sign(g)',
    data: ends(all).map((x) => ({ x, y: 1 })),
    borderColor: colors.identity,
    backgroundColor: colors.identity,
    borderDash: [8, 5],
    borderWidth: 2 * scale,
    pointRadius: 0,
  };
  const vertical = axis('|step|/lr', scale);
  return {
    type: 'line',
    data: { datasets: [...lines, sign] },
    options: {
      ...panelOptions(
        'At first every weight moves by lr; then gradients disagree',
        '|step|/lr = |m̂|/(√v̂ + ε): 1 while a gradient keeps its sign and size, near 0 when its signs cancel',
        scale,
      ),
      scales: {
        x: epochAxis(all, scale),
        y: {
          ...vertical,
          type: 'linear',
          min: 0,
          max: Math.max(1.2, ...values.map((value) => 1.05 * value)),
          ticks: { ...vertical.ticks, includeBounds: false, callback: linearTick },
        },
      },
    },
  };
}

/** When the steps die down, layer by layer. */
export function updatePanel(weights: readonly TraceRow[], _size: ChartSize, scale: number): Panel {
  const names = shownNames([...new Set(weights.map(({ parameter }) => parameter))]);
  const lines = (id: string, height: (row: TraceRow) => number) =>
    names.map((name, index): Line => {
      const rows = weights.filter(({ parameter }) => parameter === name);
      const { color, dash } = looks[index] as (typeof looks)[number];
      return {
        label: id === 'y' ? name : `${name}, ‖Δθ‖`,
        yAxisID: id,
        data: positive(rows.map((row) => ({ x: epochOf(row, rows), y: height(row) }))),
        borderColor: color,
        backgroundColor: color,
        borderDash: dash,
        borderWidth: 2 * scale,
        pointRadius: (rows.length < 3 ? 4 : 0) * scale,
      };
    });
  const ratios = lines('y', ({ updateRatio }) => updateRatio);
  const norms = lines('norm', ({ updateNorm }) => updateNorm);
  const options = panelOptions(
    'When the steps die down',
    '‖Δθ‖: the length of a layer’s step;  ‖Δθ‖/‖θ‖: the same as a part of its weights',
    scale,
  );
  return {
    type: 'line',
    data: { datasets: [...ratios, ...norms] },
    options: {
      ...options,
      plugins: {
        ...options.plugins,
        legend: {
          ...options.plugins.legend,
          labels: {
            ...options.plugins.legend.labels,
            filter: ({ datasetIndex = 0 }) => datasetIndex < ratios.length,
          },
        },
      },
      scales: {
        x: epochAxis(weights, scale),
        y: { ...logAxisOf(ratios, '‖Δθ‖/‖θ‖', scale), stack: 'panels', stackWeight: 1 },
        norm: {
          ...logAxisOf(norms, '‖Δθ‖', scale),
          axis: 'y',
          stack: 'panels',
          stackWeight: 1,
          offset: true,
        },
      },
    },
  };
}

function logAxisOf(lines: readonly Line[], title: string, scale: number) {
  const values = lines.flatMap(({ data }) => data.map(({ y }) => y)).filter(Number.isFinite);
  return verticalAxis(title, values.length === 0 ? 'linear' : verticalScale(values, 'auto'), values, scale);
}

const looks = [
  { color: colors.training, dash: [] },
  { color: colors.testing, dash: [8, 5] },
  { color: colors.validation, dash: [2, 3] },
  { color: colors.learningRate, dash: [10, 4, 2, 4] },
  { color: colors.identity, dash: [16, 4] },
];

/** The first layers and the last, if there are more than can be told apart. */
function shownNames(names: readonly string[]): string[] {
  return names.length <= looks.length
    ? [...names]
    : [...names.slice(0, looks.length - 1), ...names.slice(-1)];
}

/** The median, and around it two bands that hold half and nine tenths of the weights. */
function bands(
  rows: readonly TraceRow[],
  of: (row: TraceRow) => Distribution,
  unit: number | ((row: TraceRow) => number),
  color: string,
  scale: number,
): Line[] {
  const curve = (key: keyof Distribution): Point[] =>
    rows.map((row) => ({
      x: epochOf(row, rows),
      y: of(row)[key] / (typeof unit === 'number' ? unit : unit(row)),
    }));
  const edge = { borderColor: 'transparent', borderWidth: 0, pointRadius: 0 };
  const band = (low: keyof Distribution, high: keyof Distribution, label: string, shade: string): Line[] => [
    { ...edge, label, data: curve(high), fill: '+1', backgroundColor: `${color}${shade}` },
    { ...edge, label: '', data: curve(low), fill: false, backgroundColor: 'transparent' },
  ];
  return [
    {
      label: 'median weight',
      data: curve('q50'),
      borderColor: color,
      backgroundColor: color,
      borderWidth: 2.5 * scale,
      pointRadius: (rows.length < 3 ? 4 : 0) * scale,
      fill: false,
    },
    ...band('q25', 'q75', 'middle half', '59'),
    ...band('q05', 'q95', '9 of 10', '26'),
  ];
}

/** |m̂|/(√v̂ + ε) of the median weight. */
function stepInRates({ step, learningRate }: TraceRow): number {
  return step.q50 / learningRate;
}

/** How many times as long the step would be without bias correction, ε aside. */
function excess({ biasCorrection1, biasCorrection2 }: TraceRow): number {
  return biasCorrection1 / Math.sqrt(biasCorrection2);
}

/** What a log axis has no place for breaks the line. */
function positive(points: readonly Point[]): Point[] {
  return points.map(({ x, y }) => ({ x, y: y > 0 && Number.isFinite(y) ? y : Number.NaN }));
}

function ends(rows: readonly TraceRow[]): number[] {
  return [0, Math.max(1, ...rows.slice(-1).map(({ epoch }) => epoch))];
}
