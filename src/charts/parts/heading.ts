import type { ChartConfiguration, ChartType, DefaultDataPoint } from 'chart.js';
import type { Tile } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import { baseOptions } from './theme.js';

// What stands above the panels of a picture.

const TITLE = 54;
const LINE = 15;

/** How high a heading with these lines below its title is. */
export function headingHeight(lines: readonly string[], scale = 1): number {
  return Math.round(scale * (TITLE + LINE * lines.length));
}

/** A heading: a chart of nothing but a title and lines below it. */
export function headingTile<Type extends ChartType, Data = DefaultDataPoint<Type>>(
  type: Type,
  title: string,
  lines: readonly string[],
  size: ChartSize,
  scale = 1,
): Tile<Type, Data> {
  const base = baseOptions(title, lines, scale);
  const options = {
    ...base,
    plugins: { ...base.plugins, legend: { display: false } },
    scales: { x: { display: false }, y: { display: false } },
  };
  // That a chart of any type may have these options is more than the types can tell.
  const configuration = { type, data: { datasets: [] }, options } as unknown as ChartConfiguration<
    Type,
    Data
  >;
  return { configuration, left: 0, top: 0, size };
}
