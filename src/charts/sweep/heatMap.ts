import type { ChartConfiguration, Plugin } from 'chart.js';
import { columnName, namesUpTo } from '../parts/columnNames.js';
import { baseOptions } from '../parts/theme.js';
import type { Point } from '../parts/thinning.js';
import { type ChartedSweep, kindOf, type SweepDimension } from './chartedSweep.js';
import type { ChosenPair } from './chosenPair.js';
import { COLOR_BAR, colorBar } from './colorBar.js';
import { cellsLayer, heatCells } from './heatCells.js';
import { heatPoints } from './heatPoints.js';
import { type HeatScale, heatScale } from './heatScale.js';
import { dividersLayer, starLayer } from './layers.js';
import type { LegendEntry } from './legendTile.js';
import { bestPhrase, lostWord, metricTitle } from './phrases.js';
import { columnPlaces, countedValues, placesOf } from './places.js';
import { placesScale } from './placesScale.js';

/** A map of the metric, what is to be said of it, and what its marks mean. */
export interface HeatMap {
  configuration: ChartConfiguration<'scatter', Point[]>;
  words: string[];
  entries: LegendEntry[];
}

const LONGEST_LABEL = 18;
const LONGEST_NAME = 34;
/** So many numbers have cells, if trials share them. */
const MOST_CELLS = 12;

/** The mean metric in cells where two dimensions have few values each, else a coloured point for each trial. */
export function heatMap(sweep: ChartedSweep, pair: ChosenPair): HeatMap {
  return hasCells(pair) ? cellsMap(sweep, pair) : pointsMap(sweep, pair);
}

function hasCells({ x, y, trials }: ChosenPair): boolean {
  return [x, y].every((dimension) => {
    if (dimension.kind === 'category') return true;
    const { length } = countedValues(dimension, trials);
    return length <= MOST_CELLS && 2 * length <= Math.max(2, trials.length);
  });
}

function cellsMap(sweep: ChartedSweep, pair: ChosenPair): HeatMap {
  const across = columnPlaces(pair.x, pair.trials, namesUpTo(LONGEST_LABEL));
  const up = columnPlaces(pair.y, pair.trials, namesUpTo(LONGEST_LABEL));
  const cells = heatCells(pair, across, up, sweep.best);
  const means = cells.map(({ mean }) => mean);
  const scale = heatScale(means, sweep.metric.better);
  const isFull = cells.length === across.ticks.length * up.ticks.length;
  const areMeans = cells.some(({ trials, lost }) => trials - lost > 1);
  return {
    configuration: {
      ...mapConfiguration(sweep, scale, [cellsLayer(cells, scale)], {
        x: placesScale(nameOf(pair.x), across, { turns: true, isBare: true }),
        y: placesScale(nameOf(pair.y), up, { isBare: true }),
      }),
      data: { datasets: [] },
    },
    words: [...(areMeans ? ["means of the cells' trials"] : []), ...wordsOf(scale)],
    entries: [
      ...bestEntry(sweep, pair),
      ...lostEntry(pair),
      ...(isFull ? [] : [{ mark: 'empty' as const, text: 'no trial' }]),
    ],
  };
}

function pointsMap(sweep: ChartedSweep, pair: ChosenPair): HeatMap {
  const across = placesOf(pair.x, pair.trials, namesUpTo(LONGEST_LABEL));
  const up = placesOf(pair.y, pair.trials, namesUpTo(LONGEST_LABEL));
  const scale = heatScale(
    pair.trials.map(({ metric }) => metric),
    sweep.metric.better,
  );
  const { datasets, best } = heatPoints(sweep, pair, across, up, scale);
  const layers = [dividersLayer({ x: across.divider, y: up.divider }), starLayer(best)];
  const isShort = pair.trials.some((trial) => kindOf(trial) === 'short');
  return {
    configuration: {
      ...mapConfiguration(sweep, scale, layers, {
        x: placesScale(titleOf(pair.x), across, { turns: true }),
        y: placesScale(titleOf(pair.y), up),
      }),
      data: { datasets },
    },
    words: [...(isShort ? ['small: pruned or stopped early'] : []), ...wordsOf(scale)],
    entries: [...bestEntry(sweep, pair), ...lostEntry(pair)],
  };
}

/** The configuration but for its data. */
function mapConfiguration(
  sweep: ChartedSweep,
  scale: HeatScale | undefined,
  layers: Plugin<'scatter'>[],
  scales: { x: ReturnType<typeof placesScale>; y: ReturnType<typeof placesScale> },
) {
  const base = baseOptions('', []);
  const bar = scale === undefined ? [] : [colorBar(scale, metricTitle(sweep, scale.type))];
  return {
    type: 'scatter' as const,
    plugins: [...layers, ...bar],
    options: {
      ...base,
      layout: { padding: { top: 18, right: scale === undefined ? 28 : COLOR_BAR, bottom: 14, left: 14 } },
      plugins: {
        title: { display: false },
        subtitle: { display: false },
        legend: { display: false },
      },
      scales,
    },
  };
}

function nameOf({ key }: SweepDimension): string {
  return columnName(key, LONGEST_NAME).text;
}

function titleOf(dimension: SweepDimension): string {
  const { kind, log } = dimension;
  return kind === 'category' ? nameOf(dimension) : `${nameOf(dimension)} (${log ? 'log' : 'linear'} scale)`;
}

function wordsOf(scale: HeatScale | undefined): string[] {
  return scale === undefined ? [] : ['brighter is better'];
}

function bestEntry(sweep: ChartedSweep, { trials }: ChosenPair): LegendEntry[] {
  const text = bestPhrase(sweep);
  const isHere = trials.some(({ trial }) => trial === sweep.best);
  return text === undefined || !isHere ? [] : [{ mark: 'best', text }];
}

function lostEntry({ trials }: ChosenPair): LegendEntry[] {
  return trials.some((trial) => kindOf(trial) === 'lost') ? [{ mark: 'lost', text: lostWord(trials) }] : [];
}
