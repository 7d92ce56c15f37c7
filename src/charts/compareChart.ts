import type { ChartConfiguration } from 'chart.js';
import { formatCount } from '../format.js';
import type { EpochRecord } from '../training/history.js';
import { axis, linearAxis, logarithmicAxis } from './parts/axes.js';
import { drawableText } from './parts/drawableText.js';
import { lineLegend } from './parts/legend.js';
import { limitsAround } from './parts/limits.js';
import { MOST_CURVES, manyCurvesStyle } from './parts/manyCurves.js';
import { noteInside } from './parts/noteInside.js';
import { subtitle } from './parts/subtitle.js';
import { baseOptions } from './parts/theme.js';
import { decimate, type Point } from './parts/thinning.js';
import { verticalScale } from './parts/yScale.js';
import { renderPng } from './png/renderPng.js';
import type { ChartSize } from './png/size.js';

/** The file that the picture is in. */
export const compareChartName = 'compare.png';

const WIDTH = 900;
const HEIGHT = 600;
/** Of a line of the legend. */
const LEGEND_LINE = 29;
const CHARACTER_WIDTH = 7.6;
const SAMPLE = 74;

/** The most characters that a curve's label has: two stand beside each other. */
export const LONGEST_LABEL = 45;

/** A run's losses, as the picture overlays them. */
export interface ComparedCurve {
  /** What it differs by from the others. */
  label: string;
  /** Drawn in front, and named so. */
  isBest: boolean;
  /** Whether its losses say how far up the picture is to reach; those of a run that diverged do not. */
  isSound: boolean;
  history: readonly EpochRecord[];
}

/** What is overlaid. */
export interface ShownComparison {
  /** At most MOST_CURVES of them. */
  curves: readonly ComparedCurve[];
  /** Whose losses they are. */
  of: 'train' | 'val' | 'test';
  /** What the loss is: mean squared error. */
  lossTitle: string;
  /** What else there is to say, in short phrases. */
  phrases: readonly string[];
}

const whose = {
  train: { name: 'Training', loss: ({ trainLoss }: EpochRecord) => trainLoss },
  val: { name: 'Validation', loss: ({ valLoss = Number.NaN }: EpochRecord) => valLoss },
  test: { name: 'Testing', loss: ({ testLoss }: EpochRecord) => testLoss },
};

/** The losses of several runs in one picture, as a PNG's bytes. */
export function drawComparison(shown: ShownComparison): Promise<Buffer> {
  const size = sizeFor(shown);
  return renderPng(compareConfiguration(shown, size), size);
}

/** The curves keep their height, however many lines the legend needs. */
function sizeFor({ curves }: ShownComparison): ChartSize {
  let lines = 1;
  let used = 0;
  for (const curve of curves) {
    const width = SAMPLE + CHARACTER_WIDTH * labelOf(curve).length;
    if (used + width > WIDTH - 60) [lines, used] = [lines + 1, 0];
    used += width;
  }
  return { width: WIDTH, height: HEIGHT + LEGEND_LINE * (lines - 1) };
}

export function compareConfiguration(
  { curves, of, lossTitle, phrases }: ShownComparison,
  size: ChartSize,
): ChartConfiguration<'line', Point[]> {
  const { name, loss } = whose[of];
  const sound = curves.some(({ isSound }) => isSound) ? curves.filter(({ isSound }) => isSound) : curves;
  const losses = sound.flatMap(({ history }) => history.map(loss)).filter(Number.isFinite);
  const type = verticalScale(losses, 'auto');
  const drawable = (value: number) =>
    Number.isFinite(value) && (type === 'linear' || value > 0) ? value : Number.NaN;
  const last = Math.max(1, ...curves.map(({ history }) => history.at(-1)?.epoch ?? 1));
  const isShort = last < 3;
  const names = curves.map((curve) => drawableText(labelOf(curve), LONGEST_LABEL + 6));
  const values = curves.map(({ history }) => history.map(loss));
  // As where a run is another's of fewer epochs: in its place among the others nothing of it would be seen.
  const isHidden = (i: number) =>
    values.some((longer, front) => front < i && isBeginning(values[i] ?? [], longer));
  const base = baseOptions(`${name} Losses Compared`, subtitle(phrases, size, 1, { names }));
  const title = `Loss (${lossTitle}, ${type === 'linear' ? 'linear' : 'log'} scale)`;
  const horizontal = axis('Epochs');
  return {
    type: 'line',
    data: {
      datasets: curves.map(({ isBest, history }, i) => {
        const { color, dash } = manyCurvesStyle(i);
        return {
          label: names[i]?.text ?? '',
          data: [
            ...decimate(
              history.map((record) => ({ x: record.epoch, y: drawable(loss(record)) })),
              size.width,
            ),
          ],
          borderColor: color,
          backgroundColor: color,
          borderDash: [...dash],
          borderWidth: isBest ? 3.5 : 1.75,
          pointRadius: history.length < 3 ? 5 : 0,
          fill: false,
          clip: isShort ? 8 : 0,
          order: isHidden(i) ? i - curves.length : i, // the first in front
        };
      }),
    },
    plugins: losses.length === 0 ? [noteInside('No loss is a finite number.', 16)] : [],
    options: {
      ...base,
      plugins: { ...base.plugins, legend: lineLegend(base.plugins.legend, 42) },
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: 0,
          max: isShort ? last + 1 : last,
          ticks: { ...horizontal.ticks, precision: 0, includeBounds: false },
        },
        y: type === 'linear' ? linearAxis(title, limitsAround(losses)) : logarithmicAxis(title, losses, 1),
      },
    },
  };
}

function isBeginning(values: readonly number[], longer: readonly number[]): boolean {
  return values.length <= longer.length && values.every((value, i) => Object.is(value, longer[i]));
}

function labelOf({ label, isBest }: ComparedCurve): string {
  const text = label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
  return isBest ? `best: ${text}` : text;
}

/** The phrase that says how many are not drawn; nothing where all are. */
export function leftOutPhrase(runs: number, isRanked: boolean): string[] {
  if (runs <= MOST_CURVES) return [];
  return [`the ${isRanked ? 'best' : 'first'} ${MOST_CURVES} of ${formatCount(runs)} runs`];
}
