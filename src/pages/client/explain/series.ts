import { type Followed, stepAt } from '../../../explain/playground/follow.js';
import type { WalkStep } from '../../../explain/walk/walk.js';
import {
  type Configuration,
  chartFrame,
  color,
  countAxis,
  curveOptions,
  evenWidth,
  legendOptions,
  limitsAround,
  logAxis,
  redraw,
  shown,
  tooltipOptions,
  valueAxis,
} from '../charts/index.js';
import type { Lab } from './lab.js';
import { liveTable } from './liveTable.js';

/** Where the time axis ends: it grows with time, so that the first steps are seen as what they are. */
const ENDS = [20, 50, 100, 200, 500, 1000, 2000, 5000];
/** Below so many steps each is a point. */
const FEW = 50;
/** A curve has no more points. */
const MOST = 600;

interface Curve {
  label: string;
  height: (step: WalkStep) => number | undefined;
  color: string;
  dash?: number[];
}

interface Panel {
  label: string;
  axis: string;
  isLog?: boolean;
  /** Heights that are in the picture whatever the curves do. */
  also?: number[];
  curves: Curve[];
}

const panels: Panel[] = [
  {
    label: 'The gradient g, and its mean m',
    axis: 'g, m, m̂',
    curves: [
      { label: 'g', height: ({ decayedGradient, gradient }) => decayedGradient ?? gradient, color: 'border' },
      { label: 'm', height: ({ m }) => m, color: 'training', dash: [6, 4] },
      { label: 'm̂', height: ({ mHat }) => mHat, color: 'training' },
    ],
  },
  {
    label: 'The mean v of the squared gradient',
    axis: 'v, v̂',
    isLog: true,
    curves: [
      { label: 'v', height: ({ v }) => v, color: 'validation', dash: [6, 4] },
      { label: 'v̂', height: ({ vHat }) => vHat, color: 'validation' },
      { label: 'vmax', height: ({ vMax }) => vMax, color: 'identity', dash: [2, 3] },
    ],
  },
  {
    label: 'The step in units of α',
    axis: 'Δ / α',
    also: [-1, 1],
    curves: [{ label: 'Δ / α = m̂ / (√v̂ + ε)', height: ({ ratio }) => ratio, color: 'rate' }],
  },
];

/** m, v and the step over time, as far as time has come, of the one and the coordinate that are looked at. */
export function showSeries(section: HTMLElement, lab: Lab): void {
  for (const panel of panels) {
    const configure = () => configuration(panel, lab);
    const { chart } = chartFrame(section, { label: panel.label, shape: 'low', hasZoom: false }, configure);
    let isFirst = true;
    lab.when(['choices', 'look', 'time'], () => {
      if (!isFirst) redraw(chart, configure);
      isFirst = false;
      chart.canvas.setAttribute('aria-label', labelOf(panel, lab));
    });
  }
  section.append(
    liveTable(lab, ['choices', 'look', 'time'], () => ({
      caption: 'g, m, v and the step',
      head: ['Step', 'g', 'm', 'v', '1 − β1ᵗ', '1 − β2ᵗ', 'm̂', 'v̂', 'Δ', 'θ'],
      rows: stepsUntil(lab, lab.t).map((step) =>
        [
          ...[step.t, step.gradient, step.m, step.v, step.biasCorrection1, step.biasCorrection2],
          ...[step.mHat, step.vHat, step.step, step.weightAfter],
        ].map(String),
      ),
    })),
  );
}

const walked = new WeakMap<Followed, WalkStep[][]>();

/** The steps that the one that is looked at took in that coordinate, until this one. */
function stepsUntil({ seen, look: { coordinate } }: Lab, last: number): WalkStep[] {
  if (seen === undefined) return [];
  const known = walked.get(seen) ?? [];
  walked.set(seen, known);
  known[coordinate] ??= seen.points
    .map((_, t) => stepAt(seen, t, coordinate))
    .filter((step) => step !== undefined);
  return known[coordinate].slice(0, last);
}

function labelOf({ label, curves }: Panel, { seen, t, look }: Lab): string {
  const step = seen && stepAt(seen, t, look.coordinate);
  if (step === undefined) return label;
  const heights = curves.flatMap(({ label: name, height }) => {
    const value = height(step);
    return value === undefined ? [] : [`${name} is ${shown(value)}`];
  });
  return `${label}: after step ${t} ${heights.join(', ')}`;
}

function configuration({ axis, isLog = false, also = [], curves }: Panel, lab: Lab): Configuration {
  const end = Math.min(ENDS.find((each) => each >= lab.t) ?? lab.choices.steps, lab.choices.steps);
  // The heights are those of the whole picture, so that only the curves move.
  const all = stepsUntil(lab, end);
  const drawn = curves.filter(({ height }) => all.some((step) => height(step) !== undefined));
  const heights = drawn
    .flatMap(({ height }) => all.map((step) => height(step) ?? Number.NaN))
    .filter((value) => Number.isFinite(value) && (!isLog || value > 0));
  const ends = heights.length === 0 ? [1] : heights;
  const stride = Math.ceil(all.length / MOST);
  const past = all.slice(0, lab.t).filter((_, i, { length }) => i % stride === 0 || i === length - 1);
  const { min, max } = isLog
    ? logAxis(Math.min(...ends), Math.max(...ends))
    : limitsAround([...heights, ...also]);
  const vertical = valueAxis(axis, isLog, { min, max });
  const radius = ({ dataIndex }: { dataIndex: number }) =>
    dataIndex === past.length - 1 ? 4 : past.length <= FEW ? 2 : 0;
  return {
    type: 'line',
    data: {
      datasets: drawn.map(({ label, height, color: name, dash = [] }) => ({
        label,
        data: past.map((step) => {
          const y = height(step) ?? Number.NaN;
          return { x: step.t, y: isLog && y <= 0 ? Number.NaN : y };
        }),
        borderColor: color(name),
        backgroundColor: color(name),
        borderWidth: 2,
        borderDash: dash,
        pointRadius: radius,
        clip: 6,
        pointHoverRadius: 5,
        order: label === 'g' ? 1 : 0, // below its means
      })),
    },
    options: {
      ...curveOptions(),
      scales: {
        x: countAxis('Step', { min: 0, max: end }),
        y: { ...vertical, afterFit: evenWidth, ticks: { ...vertical.ticks, maxTicksLimit: 6 } },
      },
      plugins: {
        legend: {
          ...legendOptions(),
          labels: { ...legendOptions().labels, pointStyle: 'line', pointStyleWidth: 36 },
        },
        tooltip: {
          ...tooltipOptions(),
          callbacks: {
            title: ([first]) => `Step ${first?.parsed.x ?? ''}`,
            label: ({ dataset, parsed }) => ` ${dataset.label}: ${shown(parsed.y)}`,
          },
        },
      },
    },
  };
}
