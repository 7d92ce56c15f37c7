import type { ChartConfiguration } from 'chart.js';
import { formatCount } from '../../format.js';
import { renderGrid, renderPng, type Tile } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import { columnName } from './columnNames.js';
import { headingHeight, headingTile } from './heading.js';
import type { TestPredictions } from './runChart.js';
import { subtitle } from './subtitle.js';
import { textScale } from './theme.js';
import type { Point } from './thinning.js';

/** How a chart shows one target. */
export interface TargetChart {
  title: string;
  /** Of the picture of one target. */
  usualSize: ChartSize;
  /** @param title the panel's, where the picture has several */
  configure: (
    target: TestPredictions,
    settings: readonly string[],
    size: ChartSize,
    title?: string,
  ) => ChartConfiguration<'scatter', Point[]>;
}

type TargetTile = Tile<'scatter', Point[]>;

const MOST_ACROSS = 3;
const MOST_PANELS = 12;
/** Of the size that the picture of one target has. */
const PANEL = 0.72;
const LONGEST_TITLE = 40;

/** One target's picture, or one of panels below a common heading, a target each, as a PNG's bytes. */
export function drawTargets(
  chart: TargetChart,
  targets: readonly TestPredictions[],
  settings: readonly string[],
  size?: ChartSize,
): Promise<Buffer> {
  const [target] = targets;
  if (target !== undefined && targets.length === 1) {
    const own = size ?? chart.usualSize;
    return renderPng(chart.configure(target, settings, own), own);
  }
  const picture = targetTiles(chart, targets, settings, size);
  return renderGrid(picture.tiles, picture.size);
}

/** The heading and the panels of several targets, and how large the picture is. */
function targetTiles(
  { title, usualSize, configure }: TargetChart,
  targets: readonly TestPredictions[],
  settings: readonly string[],
  size?: ChartSize,
): { tiles: TargetTile[]; size: ChartSize } {
  const shown = targets.slice(0, MOST_PANELS);
  const across = Math.min(MOST_ACROSS, Math.ceil(Math.sqrt(shown.length)));
  const down = Math.ceil(shown.length / across);
  const panels = { width: across * PANEL * usualSize.width, height: down * PANEL * usualSize.height };
  const width = Math.round(size?.width ?? panels.width);
  const scale = size === undefined ? 1 : textScale(size, panels);
  const phrases = [
    ...settings,
    ...(shown.length < targets.length
      ? [`the first ${formatCount(shown.length)} of ${formatCount(targets.length)} targets`]
      : []),
  ];
  const lines = subtitle(phrases, { width, height: 0 }, scale);
  const top = headingHeight(lines, scale);
  const panel = {
    width: Math.floor(width / across),
    height: Math.floor(((size?.height ?? top + panels.height) - top) / down),
  };
  const tiles = shown.map((target, i) => {
    const name = columnName(target.targetName ?? '', LONGEST_TITLE).text;
    return {
      configuration: configure(target, [], panel, name),
      left: (i % across) * panel.width,
      top: top + Math.floor(i / across) * panel.height,
      size: panel,
    };
  });
  const heading = headingTile<'scatter', Point[]>('scatter', title, lines, { width, height: top }, scale);
  return { tiles: [heading, ...tiles], size: { width, height: size?.height ?? top + down * panel.height } };
}
