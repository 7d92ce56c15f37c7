import { FIRST_STEPS, type TraceRow } from '../../training/trace/adamTrace.js';
import { axis, verticalAxis } from '../parts/axes.js';
import { noteInside } from '../parts/noteInside.js';
import type { Trace } from '../parts/runChart.js';
import { colors } from '../parts/theme.js';
import { heights, type Line, positive, stepInRates } from './lines.js';
import { firstClause, isCompact, type Panel, panelOptions } from './panel.js';

const NO_GRADIENT = 'At least half of the weights have no gradient, and stay.';

/**
 * What bias correction does to the first steps, beside what they would be without it, and why.
 *
 * @param all rows of all parameters together
 */
export function biasCorrectionPanel(all: readonly TraceRow[], adam: Trace['adam'], scale: number): Panel {
  const first = all.filter(({ t }) => t <= FIRST_STEPS);
  const line = (label: string, color: string, dash: number[], height: (row: TraceRow) => number): Line => ({
    label: isCompact(scale) ? firstClause(label) : label,
    data: positive(first.map((row) => ({ x: row.t, y: height(row) }))),
    borderColor: color,
    backgroundColor: color,
    borderDash: dash,
    borderWidth: 2.5 * scale,
    pointRadius: (first.length < 3 ? 4 : 0) * scale,
  });
  const corrects = first.some(
    ({ biasCorrection1, biasCorrection2 }) => biasCorrection1 !== 1 || biasCorrection2 !== 1,
  );
  // Without a learning rate there are corrections, but no steps that they could keep short.
  const moves = first.some(({ learningRate }) => learningRate !== 0);
  const steps = corrects
    ? [
        line('|m̂|/√v̂: the step that was taken', colors.training, [], stepInRates),
        line(
          '|m|/√v: the step without correction',
          colors.testing,
          [8, 5],
          (row) => stepInRates(row) * excess(row),
        ),
      ]
    : [line('|m|/√v: the step that was taken', colors.testing, [8, 5], stepInRates)];
  const corrections = [
    line('1 − β1ᵗ: m as a part of m̂', colors.validation, [2, 3], (row) => row.biasCorrection1),
    line('√(1 − β2ᵗ): √v as a part of √v̂', colors.learningRate, [10, 4, 2, 4], (row) =>
      Math.sqrt(row.biasCorrection2),
    ),
  ];
  const lines = [...(moves ? steps : []), ...(corrects ? corrections : [])];
  const values = heights(lines);
  const horizontal = axis('Step t', scale);
  const stepTitle = '|step|/lr of the median weight';
  const hasNoStep = moves && first.length > 0 && !first.some((row) => stepInRates(row) > 0);
  const note = hasNoStep ? NO_GRADIENT : lines.length === 0 ? 'lr is 0, and no weight moves.' : undefined;
  return {
    type: 'line',
    data: { datasets: lines },
    plugins: note === undefined ? [] : [noteInside(note, 13 * scale)],
    options: {
      ...panelOptions(titleOf(first, adam, { corrects, moves }), formulaOf(first, adam, moves), scale),
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: first.length === 1 ? 0 : 1,
          max: Math.max(2, first.at(-1)?.t ?? 2),
          ticks: { ...horizontal.ticks, precision: 0, maxRotation: 0, stepSize: 1 },
        },
        y: verticalAxis(
          axisTitle({ corrects, moves, isSmall: isCompact(scale) }, stepTitle),
          values.length === 0 ? 'linear' : 'logarithmic',
          values,
          scale,
        ),
      },
    },
  };
}

function titleOf(
  first: readonly TraceRow[],
  { biasCorrection }: Trace['adam'],
  { corrects, moves }: { corrects: boolean; moves: boolean },
): string {
  if (!moves) return 'The first steps: lr is 0';
  if (!corrects) return `The first steps ${biasCorrection ? 'need no' : 'without'} bias correction`;
  return `Bias correction keeps the first steps ${isLonger(first) ? 'short' : 'right'}`;
}

/** What m and v begin with, as far as it needs a correction. */
function formulaOf(
  first: readonly TraceRow[],
  { beta1, beta2, biasCorrection }: Trace['adam'],
  moves: boolean,
): string {
  if (beta1 === 0 && beta2 === 0) return 'β1 = β2 = 0: m is g and v is g², and there is nothing to correct';
  if (!biasCorrection) return 'm̂ = m,  v̂ = v: correction is off, and both begin at zero';
  const begin =
    beta1 === 0
      ? 'm is g, and v begins at zero'
      : beta2 === 0
        ? 'm begins at zero, and v is g²'
        : `m and v begin at zero${moves && isLonger(first) ? ', and v takes longer to fill' : ''}`;
  return `m̂ = m/(1 − β1ᵗ),  v̂ = v/(1 − β2ᵗ): ${begin}`;
}

function axisTitle(
  { corrects, moves, isSmall }: { corrects: boolean; moves: boolean; isSmall: boolean },
  step: string,
): string | string[] {
  if (isSmall) return moves ? '|step|/lr' : 'correction';
  if (!moves) return corrects ? 'The corrections' : step;
  return corrects ? [`${step},`, 'and the corrections'] : step;
}

/** Whether every step would be at least as long without bias correction. */
function isLonger(first: readonly TraceRow[]): boolean {
  return first.every((row) => excess(row) >= 1);
}

/** How many times as long the step would be without bias correction, ε aside. */
function excess({ biasCorrection1, biasCorrection2 }: TraceRow): number {
  return biasCorrection1 / Math.sqrt(biasCorrection2);
}
