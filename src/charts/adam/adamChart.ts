import { allParameters } from '../../training/trace/adamTrace.js';
import { headingHeight, headingTile } from '../parts/heading.js';
import { defineChart, type Trace } from '../parts/runChart.js';
import { subtitle } from '../parts/subtitle.js';
import type { Point } from '../parts/thinning.js';
import { renderGrid, type Tile } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import { biasCorrectionPanel } from './biasCorrectionPanel.js';
import { ratePanel } from './ratePanel.js';
import { signPanel } from './signPanel.js';
import { updatePanel } from './updatePanel.js';

const usualSize: ChartSize = { width: 1300, height: 900 };

/** What Adam did inside. */
export const adamChart = defineChart({
  fileName: 'adam.png',
  needs: 'trace',
  size: usualSize,
  draw: (trace, size = usualSize, settings) => renderGrid(adamTiles(trace, settings, size), size),
});

const SMALLEST_SCALE = 0.45;

/**
 * adam.png's charts: a heading, and four panels below it, two by two.
 *
 * @param trace of one step at least
 * @param settings the run's main settings as short phrases, for the subtitle
 */
export function adamTiles(
  { rows, adam }: Trace,
  settings: readonly string[],
  size = usualSize,
): Tile<'line', Point[]>[] {
  const scale = gridScale(size);
  const lines = subtitle(settings, size, scale);
  const top = headingHeight(lines, scale);
  const [left, upper] = [Math.floor(size.width / 2), Math.floor((size.height - top) / 2)];
  const all = rows.filter(({ parameter }) => parameter === allParameters);
  const weights = rows.filter(({ parameter }) => parameter.endsWith('.weight'));
  const panels = [
    biasCorrectionPanel(all, adam, scale),
    ratePanel(all, scale),
    signPanel(all, adam, scale),
    updatePanel(weights, scale),
  ];
  return [
    headingTile('line', 'Adam From the Inside', lines, { width: size.width, height: top }, scale),
    ...panels.map((configuration, index) => {
      const [column, row] = [index % 2, Math.floor(index / 2)];
      return {
        configuration,
        left: column * left,
        top: top + row * upper,
        size: {
          width: column === 0 ? left : size.width - left,
          height: row === 0 ? upper : size.height - top - upper,
        },
      };
    }),
  ];
}

/** Text shrinks with the picture more than where a chart has it for itself, as long as it can be read. */
function gridScale({ width, height }: ChartSize): number {
  const ratio = Math.min(width / usualSize.width, height / usualSize.height);
  return Math.min(1.5, Math.max(SMALLEST_SCALE, ratio));
}
