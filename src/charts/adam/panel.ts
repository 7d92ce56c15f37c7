import type { ChartConfiguration } from 'chart.js';
import type { TraceRow } from '../../training/trace/adamTrace.js';
import { axis } from '../parts/axes.js';
import { lineLegend } from '../parts/legend.js';
import { baseOptions } from '../parts/theme.js';
import type { Point } from '../parts/thinning.js';

/** One of adam.png's charts. */
export type Panel = ChartConfiguration<'line', Point[]>;

/** From how many epochs on the axis begins at 0 where the first step ends an epoch. */
const LONG = 20;

/** Below this scale the panels leave out what there is no room for. */
const COMPACT_BELOW = 0.6;

/** Whether the panels are so small that formulas and explanations are left out. */
export function isCompact(scale: number): boolean {
  return scale < COMPACT_BELOW;
}

/**
 * What the panels of adam.png share: a title in plain words and the formula below it, all smaller than where a chart stands
 * alone. In a small picture the title ends with its first clause, and there is no formula.
 */
export function panelOptions(title: string, formula: string, scale: number) {
  const isSmall = isCompact(scale);
  const base = baseOptions(isSmall ? firstClause(title) : title, isSmall ? [] : [formula], scale);
  const legend = lineLegend(base.plugins.legend, 34 * scale);
  return {
    ...base,
    plugins: {
      ...base.plugins,
      title: { ...base.plugins.title, font: { ...base.plugins.title.font, size: 16 * scale } },
      legend: {
        ...legend,
        labels: {
          ...legend.labels,
          font: { ...legend.labels.font, size: 12 * scale },
          padding: (isSmall ? 8 : 12) * scale,
        },
      },
    },
  };
}

/** What stands before the first colon or comma. */
export function firstClause(text: string): string {
  return text.replace(/[:,] .*/, '');
}

/** Where a step stands on the axis of epochs: 1 is the end of the first. */
export function epochOf(row: TraceRow, rows: readonly TraceRow[]): number {
  const end = rows.find(({ moment }) => moment === 'epoch_end');
  return end === undefined ? row.epoch : row.t / (end.t / end.epoch);
}

/** From the first step to the last epoch. */
export function epochAxis(rows: readonly TraceRow[], scale: number) {
  const shared = axis('Epochs', scale);
  const last = rows.at(-1)?.epoch ?? 1;
  const [first] = rows;
  const from = first === undefined || last > LONG ? 0 : Math.floor(epochOf(first, rows));
  // A single point would stand on the edge.
  const isSingle = from === last;
  return {
    ...shared,
    type: 'linear' as const,
    min: isSingle ? last - 1 : from,
    max: isSingle ? last + 1 : Math.max(1, last),
    ticks: { ...shared.ticks, precision: 0, maxRotation: 0, includeBounds: false },
  };
}
