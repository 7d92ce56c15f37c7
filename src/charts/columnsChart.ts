import type { ColumnHistogram } from '../data/inspect/histograms.js';
import type { InspectedColumn, InspectedTable } from '../data/inspect/scanTable.js';
import { formatCount, formatPlural } from '../format.js';
import { barsPanel } from './columns/barsPanel.js';
import { histogramPanel } from './columns/histogramPanel.js';
import { drawableText } from './parts/drawableText.js';
import { headingHeight, headingTile } from './parts/heading.js';
import { subtitle } from './parts/subtitle.js';
import { renderGrid, type Tile } from './png/renderPng.js';

/** The picture of a table's columns. */
export const columnsChartName = 'columns.png';

const PANEL = { width: 300, height: 190 };
const MOST_ACROSS = 4;
const MOST_PANELS = 80;
const LEAST_WIDTH = 600;
/** Below the last row. */
const BELOW = 10;

/**
 * A small histogram of each column, the target first, as a PNG's bytes.
 *
 * @param histograms of the columns that have numbers, in the columns' order
 */
export function drawColumns(
  file: string,
  table: InspectedTable,
  histograms: readonly (ColumnHistogram | undefined)[],
): Promise<Buffer> {
  const { tiles, size } = columnsTiles(file, table, histograms);
  return renderGrid(tiles, size);
}

/** The picture's heading and panels, and how large it is in all. */
export function columnsTiles(
  file: string,
  { rows, columns }: InspectedTable,
  histograms: readonly (ColumnHistogram | undefined)[],
): { tiles: Tile<'bar', number[]>[]; size: { width: number; height: number } } {
  const ordered = columns
    .map((column, i) => ({ column, histogram: histograms[i] }))
    .sort((a, b) => rankOf(a.column) - rankOf(b.column));
  const drawn = ordered.slice(0, MOST_PANELS);
  const across = Math.min(MOST_ACROSS, drawn.length);
  const width = Math.max(LEAST_WIDTH, across * PANEL.width);
  const left = Math.floor((width - across * PANEL.width) / 2);
  const phrases = [
    file,
    formatPlural(rows, 'row'),
    formatPlural(columns.length, 'column'),
    ...(drawn.length < columns.length ? [`the first ${formatCount(drawn.length)} drawn`] : []),
  ];
  const names = drawn.map(({ column }) => drawableText(column.name));
  const lines = subtitle(phrases, { width, height: 0 }, 1, { names });
  const top = headingHeight(lines);
  const heading = headingTile<'bar', number[]>('bar', 'Columns', lines, { width, height: top });
  const panels = drawn.map(({ column, histogram }, i) => ({
    configuration: histogram === undefined ? barsPanel(column) : histogramPanel(column, histogram),
    left: left + (i % across) * PANEL.width,
    top: top + Math.floor(i / across) * PANEL.height,
    size: PANEL,
  }));
  const height = top + Math.ceil(drawn.length / across) * PANEL.height + BELOW;
  return { tiles: [heading, ...panels], size: { width, height } };
}

function rankOf({ role }: InspectedColumn): number {
  return role === 'target' ? 0 : 1;
}
