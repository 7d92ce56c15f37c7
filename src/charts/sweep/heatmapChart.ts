import { formatCount } from '../../format.js';
import { columnName } from '../parts/columnNames.js';
import { renderGrid } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import type { ChartedSweep } from './chartedSweep.js';
import { type ChosenPair, chosenPair } from './chosenPair.js';
import { heatMap } from './heatMap.js';
import { sweepPhrases } from './phrases.js';
import type { SweepChart } from './sweepChart.js';
import { type SweepTile, sweepHeading } from './sweepHeading.js';

/** The metric over two dimensions. */
export const heatmapChart: SweepChart = {
  fileName: 'heatmap.png',
  draw: (sweep) => {
    const pair = chosenPair(sweep);
    if (pair === undefined) return undefined;
    const { tiles, size } = heatmapTiles(sweep, pair);
    return renderGrid(tiles, size);
  },
};

const MAP: ChartSize = { width: 900, height: 560 };
const LONGEST_NAME = 30;

/** The picture's heading, legend and map, and how large it is in all. */
function heatmapTiles(sweep: ChartedSweep, pair: ChosenPair): { tiles: SweepTile[]; size: ChartSize } {
  const { configuration, words, entries } = heatMap(sweep, pair);
  const [x, y] = [pair.x, pair.y].map(({ key }) => columnName(key, LONGEST_NAME).text);
  const isPart = pair.trials.length < sweep.trials.length;
  const phrases = [
    ...sweepPhrases(sweep),
    ...(pair.reason === '' ? [] : [pair.reason]),
    ...(isPart ? [`${formatCount(pair.trials.length)} trials have both`] : []),
    ...words,
  ];
  const heading = sweepHeading(`${sweep.metric.name} by ${x} and ${y}`, phrases, entries, MAP.width);
  const map = { configuration, left: 0, top: heading.height, size: MAP };
  return {
    tiles: [...heading.tiles, map],
    size: { width: MAP.width, height: heading.height + MAP.height },
  };
}
