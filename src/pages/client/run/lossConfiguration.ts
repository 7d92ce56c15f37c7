import type { CurveData, LossData } from '../../pageData.js';
import {
  axisOptions,
  type Configuration,
  color,
  count,
  countAxis,
  curveOptions,
  evenWidth,
  legendOptions,
  logEnds,
  shown,
  tooltipOptions,
  valueAxis,
  zoomOptions,
} from '../charts/index.js';

const RING = 'Best epoch';
const dashes = { training: [], testing: [8, 5], validation: [2, 4], rate: [] };

/**
 * The losses over the epochs.
 *
 * @param follow has the chart below show the epochs that this one does
 */
export function lossConfiguration(
  { curves, title, best, epochs }: LossData,
  type: LossData['scale'],
  follow: () => void,
): Configuration {
  const isLog = type === 'logarithmic';
  const height = (value: number | null) => (value === null || (isLog && value <= 0) ? Number.NaN : value);
  const heights = curves.flatMap(({ values }) => values.map(height).filter((value) => !Number.isNaN(value)));
  const isShort = epochs < 3;
  const ends = logEnds(heights, isLog);
  const mark = best?.loss === null || best === undefined ? [] : [{ x: best.epoch, y: height(best.loss) }];
  return {
    type: 'line',
    data: {
      datasets: [
        ...curves.map((curve) => ({
          label: curve.name,
          data: pointsOf(curve, height),
          borderColor: color(curve.color),
          backgroundColor: color(curve.color),
          borderDash: dashes[curve.color],
          borderWidth: 2,
          pointRadius: isShort ? 4 : 0,
          pointHoverRadius: 5,
          pointHitRadius: 8,
        })),
        ...(mark.length === 0
          ? []
          : [
              {
                label: RING,
                data: mark,
                showLine: false,
                pointStyle: 'circle' as const,
                clip: 12, // whole at the first epoch and the last
                pointRadius: 7,
                pointHoverRadius: 7,
                pointBorderWidth: 3,
                borderColor: color(best?.color ?? 'testing'),
                backgroundColor: color('paper'),
              },
            ]),
      ],
    },
    options: {
      ...curveOptions(),
      scales: {
        x: countAxis('Epochs', { min: 0, max: isShort ? epochs + 1 : epochs }),
        y: { ...valueAxis(title, isLog, ends), afterFit: evenWidth },
      },
      plugins: {
        legend: lineLegend(),
        tooltip: {
          ...tooltipOptions(),
          filter: ({ dataset }) => dataset.label !== RING,
          callbacks: {
            title: ([item]) => (item === undefined ? '' : `Epoch ${count(item.parsed.x ?? 0)}`),
            label: ({ dataset, parsed }) => ` ${dataset.label}: ${shown(parsed.y)}`,
          },
        },
        zoom: zoomOptions(follow),
      },
    },
  };
}

/** The curves as lines; the ring is explained above the chart. */
function lineLegend() {
  const { labels } = legendOptions((label) => label !== RING);
  return { labels: { ...labels, pointStyle: 'line' as const, pointStyleWidth: 36 } };
}

/** The learning rate over the same epochs. */
export function rateConfiguration({ rate, epochs }: LossData): Configuration {
  const vertical = axisOptions('Learning rate');
  return {
    type: 'line',
    data: {
      datasets: [
        {
          label: 'Learning rate',
          data: rate === undefined ? [] : pointsOf(rate, (value) => value ?? Number.NaN),
          borderColor: color('rate'),
          backgroundColor: color('rate'),
          borderWidth: 2,
          pointRadius: 0,
          stepped: 'middle',
        },
      ],
    },
    options: {
      ...curveOptions(),
      scales: {
        x: countAxis('Epochs', { min: 0, max: epochs }),
        y: {
          ...vertical,
          type: 'linear',
          afterFit: evenWidth,
          min: 0,
          ticks: { ...vertical.ticks, maxTicksLimit: 4 },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltipOptions(),
          callbacks: {
            title: ([item]) => (item === undefined ? '' : `Epoch ${count(item.parsed.x ?? 0)}`),
            label: ({ parsed }) => ` Learning rate: ${shown(parsed.y)}`,
          },
        },
      },
    },
  };
}

function pointsOf({ epochs, values }: CurveData, height: (value: number | null) => number) {
  return epochs.map((epoch, i) => ({ x: epoch, y: height(values[i] ?? null) }));
}
