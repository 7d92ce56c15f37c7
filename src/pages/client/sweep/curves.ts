import type { ChartType, Plugin } from 'chart.js';
import {
  type Configuration,
  color,
  count,
  countAxis,
  curveOptions,
  legendOptions,
  logEnds,
  shown,
  tooltipOptions,
  valueAxis,
  zoomOptions,
} from '../charts/index.js';
import { drawStar } from './layers.js';
import { dashes } from './looks.js';
import type { PageSweep } from './sweep.js';

/** The losses of a chosen trial. */
export interface Curve {
  number: number;
  look: number;
  points: { x: number; y: number }[];
  /** The epoch that its figures are of. */
  epoch: number;
}

export function curvesConfiguration(
  sweep: PageSweep,
  curves: readonly Curve[],
  isLog: boolean,
): Configuration {
  const height = (y: number) => (isLog && y <= 0 ? Number.NaN : y);
  const heights = curves
    .flatMap(({ points }) => points.map(({ y }) => height(y)))
    .filter((y) => !Number.isNaN(y));
  const ends = logEnds(heights, isLog);
  const last = curves.reduce((most, { points }) => Math.max(most, points.at(-1)?.x ?? 0), 1);
  const { labels } = legendOptions();
  return {
    type: 'line',
    data: {
      datasets: curves.map(({ number, look, points }) => ({
        label: `Trial ${count(number)}${number === sweep.best ? ' ★' : ''}`,
        data: points.map(({ x, y }) => ({ x, y: height(y) })),
        borderColor: color(`look${look}`),
        backgroundColor: color(`look${look}`),
        borderDash: [...(dashes[look] ?? [])],
        borderWidth: 2,
        pointRadius: points.length < 3 ? 4 : 0,
        pointHoverRadius: 5,
        pointHitRadius: 8,
      })),
    },
    plugins: [starOfBest(sweep)],
    options: {
      ...curveOptions(),
      layout: { padding: { right: 12 } }, // for half a star
      scales: {
        x: countAxis('Epochs', { min: 0, max: last < 3 ? last + 1 : last }),
        y: valueAxis('Monitored loss', isLog, ends),
      },
      plugins: {
        legend: { labels: { ...labels, pointStyle: 'line', pointStyleWidth: 36 } },
        tooltip: {
          ...tooltipOptions(),
          callbacks: {
            title: ([item]) => (item === undefined ? '' : `Epoch ${count(item.parsed.x ?? 0)}`),
            label: ({ dataset, parsed }) => ` ${dataset.label}: ${shown(parsed.y)}`,
          },
        },
        zoom: zoomOptions(),
      },
    },
  };
}

/** The star on the best trial's curve, at the epoch that its figures are of; it follows what the chart shows. */
function starOfBest({ best, losses }: PageSweep): Plugin<ChartType> {
  return {
    id: 'star',
    afterDatasetsDraw: ({ ctx, chartArea: { left, right, top, bottom }, scales: { x, y }, data }) => {
      const epoch = best === undefined ? undefined : losses.get(best)?.epoch;
      const curve = data.datasets.find(({ label }) => label?.endsWith('★'));
      const points = (curve?.data ?? []) as { x: number; y: number }[];
      const point = points.find((one) => one.x === epoch);
      if (x === undefined || y === undefined || point === undefined || Number.isNaN(point.y)) return;
      const [across, up] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)];
      if (across < left - 1 || across > right + 1 || up < top - 1 || up > bottom + 1) return;
      drawStar(ctx, across, up);
    },
  };
}
