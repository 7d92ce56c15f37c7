import type { ChartDataset } from 'chart.js';
import { formatCount } from '../../format.js';
import { NumpyRandomState } from '../../random/numpyRandomState.js';
import type { ChartSize } from '../png/size.js';
import { type DrawableText, drawableText, longestName } from './drawableText.js';
import { subtitle } from './subtitle.js';
import { colors } from './theme.js';
import type { Point } from './thinning.js';

// What the charts of the test rows share, a point for each.

const MOST_POINTS = 5000;
const CHARACTER_WIDTH = 7.9;

/** The indices of all rows, or of a sample chosen by the seed where they are more than `most`, rising. */
export function sampledRows(length: number, seed: number, most = MOST_POINTS): ArrayLike<number> {
  return length > most
    ? new NumpyRandomState(seed).permutation(length).subarray(0, most).sort()
    : Array.from({ length }, (_, row) => row);
}

/** The points of all rows, or of a sample chosen by the seed where they are too many; what is not finite has no place. */
export function samplePoints(x: ArrayLike<number>, y: ArrayLike<number>, seed: number): Point[] {
  return Array.from(sampledRows(x.length, seed), (row) => ({
    x: x[row] as number,
    y: y[row] as number,
  })).filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
}

export function rowsDataset(points: Point[], scale: number): ChartDataset<'scatter', Point[]> {
  return {
    label: 'Test rows',
    data: points,
    pointStyle: 'circle',
    pointRadius: (points.length > 1000 ? 2.5 : 4) * scale,
    backgroundColor: colors.point,
    borderColor: colors.pointEdge,
    borderWidth: 0.75,
  };
}

/** The line on which a prediction without error lies. */
export function perfectLine(
  label: string,
  ends: [from: Point, to: Point],
  scale: number,
): ChartDataset<'scatter', Point[]> {
  return {
    label,
    data: ends,
    showLine: true,
    pointRadius: 0,
    pointStyle: 'line',
    borderColor: colors.identity,
    backgroundColor: colors.identity,
    borderWidth: 2.5 * scale,
    borderDash: [8, 5],
  };
}

/** The target's name as there is room for it on an axis of this length. */
export function drawableTarget(
  name: string | undefined,
  axisLength: number,
  scale: number,
): DrawableText | undefined {
  return name === undefined ? undefined : drawableText(name, longestName(axisLength, scale));
}

/** An axis's title: what is shown of the target, and its name. */
export function titleOf(kind: 'Actual' | 'Predicted', target: DrawableText | undefined): string {
  return `${kind} ${target?.text ?? 'Values'}`;
}

/** The subtitle: figures, how many rows there are and are drawn, and in lines of their own the run's settings. */
export function rowsSubtitle(
  { figures, settings }: { figures: readonly string[]; settings: readonly string[] },
  { rows, drawn, lost = 0 }: { rows: number; drawn: number; lost?: number },
  { size, scale, target }: { size: ChartSize; scale: number; target: DrawableText | undefined },
): string[] {
  const phrases = [
    ...figures,
    `n = ${formatCount(rows)}`,
    ...(drawn < rows - lost ? [`a random ${formatCount(drawn)} of them drawn`] : []),
    ...(lost > 0 ? [`${formatCount(lost)} of them not finite, and left out`] : []),
  ];
  return [
    ...subtitle(phrases, size, scale, { characterWidth: CHARACTER_WIDTH }),
    ...subtitle(settings, size, scale, { names: [target] }),
  ];
}
