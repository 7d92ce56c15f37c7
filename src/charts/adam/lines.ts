import type { ChartDataset } from 'chart.js';
import type { TraceRow } from '../../training/trace/adamTrace.js';
import type { Distribution } from '../../training/trace/distribution.js';
import { colors } from '../parts/theme.js';
import type { Point } from '../parts/thinning.js';
import { epochOf } from './panel.js';

export type Line = ChartDataset<'line', Point[]>;

/**
 * The median, and around it two bands that hold half and nine tenths of the weights.
 *
 * @param of what is shown of a row
 * @param unit what it is divided by
 */
export function bands(
  rows: readonly TraceRow[],
  of: (row: TraceRow) => Distribution,
  color: string,
  scale: number,
  unit: (row: TraceRow) => number = () => 1,
): Line[] {
  const curve = (key: keyof Distribution) =>
    rows.map((row) => ({ x: epochOf(row, rows), y: finite(of(row)[key] / unit(row)) }));
  const edge = { borderColor: 'transparent', borderWidth: 0, pointRadius: 0 };
  const band = (
    low: keyof Distribution,
    high: keyof Distribution,
    label: string,
    opacity: string,
  ): Line[] => [
    { ...edge, label, data: curve(high), fill: '+1', backgroundColor: `${color}${opacity}` },
    { ...edge, data: curve(low), fill: false },
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
    ...band('q05', 'q95', 'nine of ten', '26'),
  ];
}

/** A dashed line to compare with, above all others. */
export function reference(label: string, data: Point[], scale: number): Line {
  return {
    label,
    data,
    borderColor: colors.text,
    backgroundColor: colors.text,
    borderDash: [8, 5],
    borderWidth: 1.5 * scale,
    pointRadius: 0,
    order: -1,
  };
}

/** The finite values of some lines. */
export function heights(lines: readonly Line[]): number[] {
  return lines.flatMap(({ data }) => data.map(({ y }) => y)).filter(Number.isFinite);
}

/** What a log axis has no place for breaks the line. */
export function positive(points: readonly Point[]): Point[] {
  return points.map(({ x, y }) => ({ x, y: y > 0 ? finite(y) : Number.NaN }));
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** |m̂|/(√v̂ + ε) of the median weight. */
export function stepInRates({ step, learningRate }: TraceRow): number {
  return step.q50 / learningRate;
}
