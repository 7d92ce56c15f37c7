import type { ChartConfiguration, ChartDataset } from 'chart.js';
import { formatCount } from '../../format.js';
import { columnName, namesUpTo } from '../parts/columnNames.js';
import { baseOptions, colors } from '../parts/theme.js';
import type { Point } from '../parts/thinning.js';
import { type ChartedSweep, havingIt, kindOf, type SweepDimension, type SweptTrial } from './chartedSweep.js';
import { dividersLayer, mediansLayer, spreadLayer, starLayer } from './layers.js';
import { MANY, markColors } from './marks.js';
import { medians } from './medians.js';
import type { StrippedAxis } from './metricStrip.js';
import { type PlacedTrial, placesOfTrials } from './placedTrials.js';
import { placesOf } from './places.js';
import { placesScale } from './placesScale.js';

/** One of metric.png's charts. */
export type MetricPanel = ChartConfiguration<'scatter', Point[]>;

const LONGEST_NAME = 34;
const LONGEST_LABEL = 14;

/**
 * The metric over the values of one dimension.
 *
 * @param title of the vertical axis; empty where the panel beside has it
 */
export function metricPanel(
  sweep: ChartedSweep,
  dimension: SweepDimension,
  vertical: StrippedAxis,
  title: string,
): MetricPanel {
  const own = havingIt(sweep.trials, dimension);
  const places = placesOf(dimension, own, namesUpTo(LONGEST_LABEL));
  const ats = placesOfTrials(own, dimension, places, sweep.best);
  const placed = own.flatMap((trial, i): PlacedTrial[] => {
    const x = ats[i];
    return x === undefined ? [] : [{ x, y: vertical.place(trial.metric), trial }];
  });
  const isMany = sweep.trials.length > MANY;
  const others = placed.filter(({ trial }) => trial.trial !== sweep.best);
  const best = placed.filter(({ trial }) => trial.trial === sweep.best);
  const of = (kind: string) =>
    others.filter(({ trial }) => (vertical.isBeyond(trial.metric) ? 'beyond' : kindOf(trial)) === kind);
  const name = columnName(dimension.key, LONGEST_NAME).text;
  const base = baseOptions(name, [wordsOf(sweep, dimension, own)]);
  const { title: heading, subtitle } = base.plugins;
  const isColumns =
    places.ticks.length > 0 && own.every(({ values }) => typeof values[dimension.key] !== 'number');
  return {
    type: 'scatter',
    data: {
      datasets: [
        points('ended early', of('short'), 'short', isMany),
        points('trials', of('whole'), isMany ? 'whole of many' : 'whole', isMany),
        {
          ...points('beyond', of('beyond'), 'whole', isMany),
          pointStyle: 'triangle',
          pointRotation: sweep.metric.better === 'lower' ? 0 : 180,
        },
        {
          ...points('lost', of('lost'), 'lost', isMany),
          pointStyle: 'crossRot',
          pointBorderWidth: isMany ? 1 : 1.75,
        },
        { ...points('best', best, 'best', isMany), pointStyle: false }, // its star is drawn over all
      ],
    },
    plugins: [
      dividersLayer({ x: places.divider, y: vertical.edge }),
      spreadLayer(placed, vertical),
      mediansLayer(medians(sweep, dimension, places, vertical)),
      starLayer(best),
    ],
    options: {
      ...base,
      layout: { padding: { top: 4, right: 18, bottom: 8, left: 12 } },
      plugins: {
        ...base.plugins,
        title: { ...heading, font: { ...heading.font, size: 14 }, padding: { top: 4, bottom: 2 } },
        subtitle: { ...subtitle, font: { ...subtitle.font, size: 11 }, padding: { bottom: 6 } },
        legend: { display: false },
      },
      scales: {
        x: placesScale('', places, { turns: isColumns }),
        y: placesScale(title, vertical),
      },
    },
  };
}

const looks = {
  whole: { fill: markColors.whole, edge: markColors.wholeEdge },
  'whole of many': { fill: markColors.wholeOfMany, edge: markColors.whole },
  short: { fill: markColors.short, edge: markColors.shortEdge },
  lost: { fill: markColors.lost, edge: markColors.lost },
  best: { fill: markColors.best, edge: colors.text },
};

function points(
  label: string,
  data: Point[],
  look: keyof typeof looks,
  isMany: boolean,
): ChartDataset<'scatter', Point[]> {
  return {
    label,
    data,
    pointRadius: isMany ? 2.25 : 4,
    backgroundColor: looks[look].fill,
    borderColor: looks[look].edge,
    pointBorderWidth: isMany ? 0.5 : 1,
    clip: false,
  };
}

function wordsOf(
  { trials }: ChartedSweep,
  { kind, log }: SweepDimension,
  own: readonly SweptTrial[],
): string {
  return [
    ...(kind === 'number' ? [log ? 'log scale' : 'linear scale'] : []),
    ...(own.length < trials.length
      ? [`${formatCount(own.length)} of ${formatCount(trials.length)} trials have it`]
      : []),
  ].join(', ');
}
