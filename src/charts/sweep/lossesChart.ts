import type { ChartConfiguration, ChartDataset } from 'chart.js';
import { formatCount, formatPlural } from '../../format.js';
import { axis } from '../parts/axes.js';
import { noteInside } from '../parts/noteInside.js';
import { baseOptions } from '../parts/theme.js';
import type { Point } from '../parts/thinning.js';
import { renderGrid } from '../png/renderPng.js';
import type { ChartSize } from '../png/size.js';
import { type ChartedSweep, kindOf, type SweptTrial } from './chartedSweep.js';
import { starLayer } from './layers.js';
import type { LegendEntry } from './legendTile.js';
import { drawnTrials, type LossAxis, lossAxis, lossLine } from './lossLines.js';
import { lineColors } from './marks.js';
import { bestPhrase, lostWord, sweepPhrases, trialWord } from './phrases.js';
import { placesScale } from './placesScale.js';
import type { SweepChart } from './sweepChart.js';
import { type SweepTile, sweepHeading } from './sweepHeading.js';

/** The losses of all trials over the epochs. */
export const lossesChart: SweepChart = {
  fileName: 'losses.png',
  draw: (sweep) => {
    const { tiles, size } = lossesTiles(sweep);
    return renderGrid(tiles, size);
  },
};

const CHART: ChartSize = { width: 900, height: 540 };
/** Of the axis's length: a little more than half a cross. */
const CROSS = 0.013;

/** The picture's heading, legend and chart, and how large it is in all. */
export function lossesTiles(sweep: ChartedSweep): { tiles: SweepTile[]; size: ChartSize } {
  const drawn = drawnTrials(sweep);
  const vertical = lossAxis(drawn, sweep.best);
  const withLosses = sweep.trials.filter(({ losses }) => losses.some(Number.isFinite)).length;
  const above = drawn.filter(({ losses }) => losses.some(vertical.isAbove)).length;
  const phrases = [
    ...sweepPhrases(sweep),
    ...(sweep.lossKinds === undefined
      ? []
      : [`losses of different kinds (${sweep.lossKinds}): not to be compared`]),
    ...(trialWord(sweep) === 'configuration'
      ? [`curves of the first seed, ${sweep.metric.name} the mean`]
      : []),
    ...(drawn.length < withLosses ? [`${formatCount(drawn.length)} drawn, evenly by their ranks`] : []),
    ...(withLosses < sweep.trials.length
      ? [`without a finite loss: ${formatCount(sweep.trials.length - withLosses)}`]
      : []),
    ...(above > 0 ? [`beyond the top: ${formatPlural(above, 'curve')}`] : []),
  ];
  const heading = sweepHeading('Losses of All Trials', phrases, legendOf(sweep, drawn), CHART.width);
  const chart = {
    configuration: lossesConfiguration(sweep, drawn, vertical),
    left: 0,
    top: heading.height,
    size: CHART,
  };
  return {
    tiles: [...heading.tiles, chart],
    size: { width: CHART.width, height: heading.height + CHART.height },
  };
}

function lossesConfiguration(
  { best }: ChartedSweep,
  drawn: readonly SweptTrial[],
  vertical: LossAxis,
): ChartConfiguration<'scatter', Point[]> {
  const lines = drawn.map((trial) => ({
    trial,
    points: lossLine(trial, vertical, trial.trial === best ? 1 : drawn.length, CHART.width),
  }));
  const belowTop = vertical.max - CROSS * (vertical.max - vertical.min);
  const last = Math.max(1, ...drawn.map(({ losses }) => losses.length));
  const ends = (kind: string) =>
    lines.flatMap(({ trial, points }) => {
      const end = points.findLast(({ y }) => Number.isFinite(y));
      if (kindOf(trial) !== kind || trial.trial === best || end === undefined) return [];
      // What went wrong beyond the top is worth a mark there.
      if (end.y > vertical.max) return kind === 'lost' ? [{ x: end.x, y: belowTop }] : [];
      return [{ x: end.x, y: end.y }];
    });
  const star = drawn.flatMap((trial) => {
    if (trial.trial !== best) return [];
    const { epoch: x } = trial;
    const y = vertical.at(trial.losses[x - 1] as number);
    return Number.isFinite(y) ? [{ x, y, trial }] : [];
  });
  const shared = axis('Epochs');
  const base = baseOptions('', []);
  const scale = vertical.type === 'linear' ? 'linear' : 'log';
  return {
    type: 'scatter',
    data: {
      datasets: [
        { label: 'lost', data: ends('lost'), ...endStyle('lost') },
        { label: 'ended early', data: ends('short'), ...endStyle('short') },
        // Chart.js draws the first on top.
        ...lines
          .toReversed()
          .map(({ trial, points }) => lineOf(trial, points, trial.trial === best, drawn.length)),
      ],
    },
    plugins: [starLayer(star), ...(drawn.length === 0 ? [noteInside('No trial has a loss.', 16)] : [])],
    options: {
      ...base,
      layout: { padding: { top: 10, right: 30, bottom: 14, left: 14 } },
      plugins: {
        title: { display: false },
        subtitle: { display: false },
        legend: { display: false },
      },
      scales: {
        x: {
          ...shared,
          type: 'linear',
          min: 0,
          max: last < 3 ? last + 1 : last,
          ticks: { ...shared.ticks, precision: 0, includeBounds: false, maxRotation: 0 },
        },
        y: placesScale(drawn.length === 0 ? 'Monitored loss' : `Monitored loss (${scale} scale)`, vertical),
      },
    },
  };
}

function lineOf(
  trial: SweptTrial,
  points: Point[],
  isBest: boolean,
  lines: number,
): ChartDataset<'scatter', Point[]> {
  const kind = kindOf(trial);
  const paleness = lines > 100 ? 'many' : 'few';
  const color = isBest ? lineColors.best : kind === 'lost' ? lineColors.lost : lineColors[paleness];
  return {
    label: `trial ${trial.trial}`,
    data: points,
    showLine: true,
    borderColor: color,
    backgroundColor: color,
    borderWidth: isBest ? 3 : lines > 100 ? 0.8 : 1.25,
    pointRadius: points.length === 1 && !isBest ? 2.5 : 0, // one epoch makes no line
  };
}

function endStyle(kind: 'lost' | 'short') {
  return {
    pointStyle: kind === 'lost' ? ('crossRot' as const) : ('circle' as const),
    pointRadius: kind === 'lost' ? 4 : 2,
    borderColor: kind === 'lost' ? lineColors.lostEnd : lineColors.end,
    backgroundColor: lineColors.end,
    pointBorderWidth: kind === 'lost' ? 1.5 : 0,
    clip: false as const,
  };
}

function legendOf(sweep: ChartedSweep, drawn: readonly SweptTrial[]): LegendEntry[] {
  const best = bestPhrase(sweep);
  const others = drawn.filter(({ trial }) => trial !== sweep.best);
  const has = (kind: string) => others.some((trial) => kindOf(trial) === kind);
  const entry = (is: boolean, mark: LegendEntry['mark'], text: string) => (is ? [{ mark, text }] : []);
  return [
    ...entry(drawn.length > others.length, 'bestLine', best ?? ''),
    ...entry(has('whole'), 'line', `another ${trialWord(sweep)}`),
    ...entry(has('short'), 'shortLine', 'ended early: pruned or stopped'),
    ...entry(has('lost'), 'lostLine', lostWord(sweep.trials)),
  ];
}
