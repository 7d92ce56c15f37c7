import { havingIt, kindOf, type SweepDimension } from '../../../charts/sweep/chartedSweep.js';
import { medians } from '../../../charts/sweep/medians.js';
import type { StrippedAxis } from '../../../charts/sweep/metricStrip.js';
import { type PlacedTrial, placesOfTrials } from '../../../charts/sweep/placedTrials.js';
import { type Places, placesOf } from '../../../charts/sweep/places.js';
import { type Configuration, color, sharedOptions, tooltipOptions } from '../charts/index.js';
import { placesAxis } from './axis.js';
import { panelLayers } from './layers.js';
import type { Selection } from './selection.js';
import type { PageSweep, PageTrial } from './sweep.js';
import { cut, lines, nameOf } from './texts.js';

const LONGEST_LABEL = 12;
/** More trials than this are drawn smaller. */
const MANY = 400;

/** A configuration as a panel has it; Chart.js leaves what it does not know alone. */
interface PlacedPoint extends PlacedTrial {
  /** The first of its trainings. */
  row: PageTrial;
}

export interface Placed {
  places: Places;
  /** By rising x, so that keys go from left to right. */
  points: PlacedPoint[];
}

/** Where the trials stand that have a dimension. */
export function placedTrials(sweep: PageSweep, dimension: SweepDimension, vertical: StrippedAxis): Placed {
  const own = havingIt(sweep.trials, dimension);
  const places = placesOf(dimension, own, (name) => cut(name, LONGEST_LABEL));
  const ats = placesOfTrials(own, dimension, places, sweep.best);
  const rows = new Map(sweep.rows.map((row) => [row.number, row]));
  const points = own.flatMap((trial, i) => {
    const [x, row] = [ats[i], rows.get(trial.trial)];
    return x === undefined || row === undefined ? [] : [{ x, y: vertical.place(trial.metric), trial, row }];
  });
  return { places, points: points.sort((a, b) => a.x - b.x) };
}

export function panelConfiguration(
  sweep: PageSweep,
  dimension: SweepDimension,
  vertical: StrippedAxis,
  { places, points }: Placed,
  selection: Selection,
): Configuration {
  const isMany = points.length > MANY;
  const kinds = points.map(({ trial }) => (vertical.isBeyond(trial.metric) ? 'beyond' : kindOf(trial)));
  const isLeft = points.map(({ row }) => selection.isLeft(row.number));
  const looks = points.map(({ row }) => selection.lookOf(row.number));
  const [pale, plain, plainEdge, lost] = ['grid', 'trial', 'trial-edge', 'testing'].map(color);
  const edge = (i: number) => {
    if (looks[i] !== undefined) return color(`look${looks[i]}`);
    if (!isLeft[i]) return pale;
    return kinds[i] === 'lost' ? lost : plainEdge;
  };
  const fill = (i: number) => (!isLeft[i] || kinds[i] === 'short' ? 'transparent' : plain);
  const at = <T>(of: (i: number) => T) => points.map((_, i) => of(i));
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          label: 'Trials',
          data: points,
          clip: false,
          pointStyle: at((i) =>
            kinds[i] === 'lost' ? 'crossRot' : kinds[i] === 'beyond' ? 'triangle' : 'circle',
          ),
          pointRotation: sweep.metric.better === 'lower' ? 0 : 180,
          pointRadius: at((i) => (looks[i] !== undefined ? 6 : isMany ? 2.5 : 4)),
          pointHoverRadius: 7,
          pointBorderWidth: at((i) => (looks[i] !== undefined ? 3 : kinds[i] === 'lost' ? 1.75 : 1)),
          pointBackgroundColor: at(fill),
          pointBorderColor: at(edge),
        },
      ],
    },
    plugins: [
      panelLayers({
        points,
        best: points.filter(({ trial }) => trial.trial === sweep.best),
        medians: medians(sweep, dimension, places, vertical),
        divider: places.divider,
        vertical,
      }),
    ],
    options: {
      ...sharedOptions(),
      events: [...sharedOptions().events],
      layout: { padding: { top: 6, right: 14 } },
      interaction: { mode: 'nearest', axis: 'xy', intersect: true },
      scales: { x: placesAxis(places, true), y: placesAxis(vertical, false) },
      plugins: {
        legend: { display: false },
        zoom: {},
        tooltip: {
          ...tooltipOptions(),
          callbacks: {
            title: ([item]) => (item === undefined ? '' : nameOf(sweep, (item.raw as PlacedPoint).row)),
            label: ({ raw }) => lines(sweep, (raw as PlacedPoint).row).map((line) => ` ${line}`),
          },
        },
      },
    },
  };
}
