import type { ChartDataset } from 'chart.js';
import { colors } from '../parts/theme.js';
import type { Point } from '../parts/thinning.js';
import { badness, type ChartedSweep, kindOf } from './chartedSweep.js';
import type { ChosenPair } from './chosenPair.js';
import { cssOf, heatColor } from './heatColors.js';
import type { HeatScale } from './heatScale.js';
import { MANY, markColors } from './marks.js';
import { type PlacedTrial, placesOfTrials } from './placedTrials.js';
import type { Places } from './places.js';

/** The trials of a heatmap over numbers: a coloured point for each with a metric, the better over the worse, and crosses. */
export function heatPoints(
  { metric: { better }, best }: ChartedSweep,
  { x, y, trials }: ChosenPair,
  across: Places,
  up: Places,
  scale: HeatScale | undefined,
): { datasets: ChartDataset<'scatter', Point[]>[]; best: PlacedTrial[] } {
  const [columns, rows] = [placesOfTrials(trials, x, across, best), placesOfTrials(trials, y, up, best)];
  const placed = trials
    .flatMap((trial, i): PlacedTrial[] => {
      const [column, row] = [columns[i], rows[i]];
      return column === undefined || row === undefined ? [] : [{ x: column, y: row, trial }];
    })
    .sort((a, b) => badness(b.trial.metric, better) - badness(a.trial.metric, better) || 0);
  const others = placed.filter(({ trial }) => trial.trial !== best);
  const lost = others.filter(({ trial }) => kindOf(trial) === 'lost');
  const shown = others.filter(({ trial }) => kindOf(trial) !== 'lost');
  const radius = trials.length > MANY ? 3.5 : 6;
  return {
    datasets: [
      {
        label: 'lost',
        data: lost,
        order: 1, // under the others
        pointStyle: 'crossRot',
        pointRadius: 0.6 * radius,
        borderColor: markColors.lost,
        pointBorderWidth: 1.5,
        clip: false,
      },
      {
        label: 'trials',
        data: shown,
        pointRadius: shown.map(({ trial }) => (kindOf(trial) === 'short' ? 0.6 * radius : radius)),
        backgroundColor: shown.map(({ trial }) => cssOf(heatColor(scale?.fraction(trial.metric) ?? 1))),
        borderColor: colors.text,
        pointBorderWidth: trials.length > MANY ? 0.4 : 0.75,
        clip: false,
      },
    ],
    best: placed.filter(({ trial }) => trial.trial === best),
  };
}
