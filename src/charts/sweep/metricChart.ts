import { formatCount } from '../../format.js';
import { renderGrid } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import { type ChartedSweep, kindOf } from './chartedSweep.js';
import { LEAST_TRIALS } from './explained.js';
import type { LegendEntry } from './legendTile.js';
import { metricPanel } from './metricPanel.js';
import { type StrippedAxis, strippedAxis } from './metricStrip.js';
import { bestPhrase, lostWord, medianPhrase, metricTitle, sweepPhrases, trialWord } from './phrases.js';
import { MOST_SHOWN, shownDimensions } from './shownDimensions.js';
import type { SweepChart } from './sweepChart.js';
import { type SweepTile, sweepHeading } from './sweepHeading.js';

/** The metric over the values of each dimension. */
export const metricChart: SweepChart = {
  fileName: 'metric.png',
  draw: (sweep) => {
    if (sweep.dimensions.length === 0) return undefined;
    const { tiles, size } = metricTiles(sweep);
    return renderGrid(tiles, size);
  },
};

/** By the number of panels: one alone, a few, more. */
const SIZES: readonly (ChartSize & { most: number; across: number })[] = [
  { most: 1, across: 1, width: 760, height: 460 },
  { most: 2, across: 2, width: 480, height: 380 },
  { most: 3, across: 3, width: 400, height: 340 },
  { most: 4, across: 2, width: 480, height: 340 },
  { most: 9, across: 3, width: 400, height: 300 },
  { most: MOST_SHOWN, across: 4, width: 360, height: 290 },
];
/** For the vertical axis's title, which the first panel of a row has. */
const TITLE = 22;
const BELOW = 8;

/** The picture's heading, legend and panels, and how large it is in all. */
export function metricTiles(sweep: ChartedSweep): { tiles: SweepTile[]; size: ChartSize } {
  const vertical = strippedAxis(sweep);
  const shown = shownDimensions(sweep);
  const layout = SIZES.find(({ most }) => shown.length <= most) as (typeof SIZES)[number];
  const { across, width: each, height } = layout;
  const width = across * each + TITLE;
  const { metric, dimensions } = sweep;
  const phrases = [
    ...sweepPhrases(sweep),
    ...(shown.length < dimensions.length
      ? [`the ${shown.length} of ${formatCount(dimensions.length)} hyperparameters that explain most`]
      : []),
  ];
  const title = `${metric.name} by Hyperparameter`;
  const heading = sweepHeading(title, phrases, legendOf(sweep, vertical), width);
  const axisTitle = metricTitle(sweep, vertical.type);
  const panels = shown.map((dimension, i) => {
    const [column, row] = [i % across, Math.floor(i / across)];
    return {
      configuration: metricPanel(sweep, dimension, vertical, column === 0 ? axisTitle : ''),
      left: column === 0 ? 0 : TITLE + column * each,
      top: heading.height + row * height,
      size: { width: column === 0 ? each + TITLE : each, height },
    };
  });
  const down = Math.ceil(shown.length / across);
  return {
    tiles: [...heading.tiles, ...panels],
    size: { width, height: heading.height + down * height + BELOW },
  };
}

function legendOf(sweep: ChartedSweep, { isBeyond }: StrippedAxis): LegendEntry[] {
  const { trials } = sweep;
  const best = bestPhrase(sweep);
  const isAbove = sweep.metric.better === 'lower';
  const beyond = trials.filter(({ metric }) => isBeyond(metric)).length;
  const of = (kind: string) => trials.filter((trial) => kindOf(trial) === kind);
  const entry = (is: boolean, mark: LegendEntry['mark'], text: string) => (is ? [{ mark, text }] : []);
  return [
    ...entry(best !== undefined, 'best', best ?? ''),
    ...entry(
      of('whole').some(({ trial }) => trial !== sweep.best),
      'whole',
      `a ${trialWord(sweep)}`,
    ),
    ...entry(of('short').length > 0, 'short', 'ended early: pruned or stopped'),
    ...entry(beyond > 0, isAbove ? 'above' : 'below', `${formatCount(beyond)} worse than the axis shows`),
    ...entry(of('lost').length > 0, 'lost', lostWord(trials)),
    ...entry(
      trials.some(({ spread }) => spread !== undefined),
      'spread',
      '± deviation of the repeats',
    ),
    ...entry(best !== undefined && trials.length >= LEAST_TRIALS, 'median', medianPhrase(sweep)),
  ];
}
