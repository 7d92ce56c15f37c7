import type { TraceRow } from '../../training/trace/adamTrace.js';
import { verticalAxis } from '../parts/axes.js';
import { noteInside } from '../parts/noteInside.js';
import { colors } from '../parts/theme.js';
import { verticalScale } from '../parts/yScale.js';
import { heights, type Line, positive } from './lines.js';
import { epochAxis, epochOf, isCompact, type Panel, panelOptions } from './panel.js';

const normAxis = 'norm';

/** How the layers are told apart. */
const looks = [
  { color: colors.training, dash: [] },
  { color: colors.testing, dash: [8, 5] },
  { color: colors.validation, dash: [2, 3] },
  { color: colors.learningRate, dash: [10, 4, 2, 4] },
  { color: colors.mutedText, dash: [16, 4] },
];

/**
 * When the steps die down, layer by layer: the length of a step above, and below it as a part of the weights; in a small
 * picture the part alone.
 *
 * @param weights rows of the layers' weights
 */
export function updatePanel(weights: readonly TraceRow[], scale: number): Panel {
  const all = [...new Set(weights.map(({ parameter }) => parameter))];
  const names = shownNames(all);
  const lines = (yAxisID: string, height: (row: TraceRow) => number) =>
    names.map((name, index): Line => {
      const rows = weights.filter(({ parameter }) => parameter === name);
      const { color, dash } = looks[index] as (typeof looks)[number];
      return {
        ...(yAxisID === 'y' && { label: label(name, rows) }), // one entry of the legend for both
        yAxisID,
        data: positive(rows.map((row) => ({ x: epochOf(row, rows), y: height(row) }))),
        borderColor: color,
        backgroundColor: color,
        borderDash: dash,
        borderWidth: 2 * scale,
        pointRadius: (rows.length < 3 ? 4 : 0) * scale,
      };
    });
  const ratios = lines('y', ({ updateRatio }) => updateRatio);
  const norms = lines(normAxis, ({ updateNorm }) => updateNorm);
  const left = all.length - names.length;
  const movesAny = weights.some(({ updateNorm }) => updateNorm !== 0);
  const isSmall = isCompact(scale);
  const half = { stack: 'panels', stackWeight: 1 };
  return {
    type: 'line',
    data: { datasets: isSmall ? ratios : [...ratios, ...norms] },
    plugins: movesAny ? [] : [noteInside('No weight moves.', 13 * scale)],
    options: {
      ...panelOptions(
        'When the steps die down',
        `‖Δθ‖: how far a layer’s weights move;  ‖Δθ‖/‖θ‖: the same as a part of them${left > 0 ? `  (${left} layers left out)` : ''}`,
        scale,
      ),
      scales: {
        x: epochAxis(weights, scale),
        ...(isSmall
          ? { y: axisOf(ratios, '‖Δθ‖/‖θ‖', scale) }
          : {
              y: { ...axisOf(ratios, '‖Δθ‖/‖θ‖', scale), ...half },
              between: {
                axis: 'y',
                stack: 'panels',
                stackWeight: 0.12,
                grid: { display: false },
                border: { display: false },
                ticks: { display: false },
              },
              [normAxis]: { ...axisOf(norms, '‖Δθ‖', scale), axis: 'y', ...half },
            }),
      },
    },
  };
}

/** A log axis has no place for a layer that stands still. */
function label(name: string, rows: readonly TraceRow[]): string {
  return rows.every(({ updateNorm }) => updateNorm === 0) ? `${name} (stands still)` : name;
}

function axisOf(lines: readonly Line[], title: string, scale: number) {
  const values = heights(lines);
  return verticalAxis(title, values.length === 0 ? 'linear' : verticalScale(values, 'auto'), values, scale);
}

/** The first layers and the last, if there are more than can be told apart. */
function shownNames(names: readonly string[]): string[] {
  const most = looks.length;
  return names.length <= most ? [...names] : [...names.slice(0, most - 1), ...names.slice(-1)];
}
