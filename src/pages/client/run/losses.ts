import { linearTick, logAxis } from '../../../charts/parts/ticks.js';
import type { CurveData, LossData } from '../../pageData.js';
import {
  axisOptions,
  button,
  type Configuration,
  chartFrame,
  color,
  count,
  dataTable,
  evenWidth,
  legendOptions,
  logLabel,
  logMarks,
  redraw,
  sharedOptions,
  shown,
  tooltipOptions,
  zoomAcross,
  zoomOptions,
} from '../charts/index.js';

const RING = 'Best epoch';
const dashes = { training: [], testing: [8, 5], validation: [2, 4], rate: [] };

/** The losses over the epochs, and the learning rate below them where it changes. */
export function showLosses(section: HTMLElement, losses: LossData): void {
  let { scale } = losses;
  const configure = () => lossConfiguration(losses, scale, follow);
  const rates = () => rateConfiguration(losses);
  const { chart, tools } = chartFrame(section, { label: labelOf(losses), zoomBy: zoomAcross }, configure);
  const below =
    losses.rate &&
    chartFrame(section, { label: 'Learning rate over the epochs', shape: 'low', hasZoom: false }, rates)
      .chart;
  function follow() {
    const { min, max } = chart.scales['x'] ?? {};
    const across = below?.options.scales?.['x'];
    if (below === undefined || across === undefined || min === undefined || max === undefined) return;
    Object.assign(across, { min, max });
    below.update('none');
  }
  const hasLog = losses.curves.some(({ values }) => values.some((value) => value !== null && value > 0));
  const toggle = button('Logarithmic', (pressed) => {
    scale = scale === 'linear' ? 'logarithmic' : 'linear';
    pressed.setAttribute('aria-pressed', String(scale === 'logarithmic'));
    chart.resetZoom('none');
    redraw(chart, configure);
  });
  toggle.setAttribute('aria-pressed', String(scale === 'logarithmic'));
  if (hasLog) tools.prepend(toggle);
  const all = losses.rate === undefined ? losses.curves : [...losses.curves, losses.rate];
  section.append(
    dataTable('the losses over the epochs', ['Epoch', ...all.map(({ name }) => name)], () => lines(all)),
  );
}

function labelOf({ curves, epochs }: LossData): string {
  const ends = curves.map(({ name, values }) => `${name} ends at ${shown(values.at(-1))}`);
  return `Losses over ${count(epochs)} epochs: ${ends.join(', ')}`;
}

function lossConfiguration(
  { curves, title, best, epochs }: LossData,
  type: LossData['scale'],
  follow: () => void,
): Configuration {
  const isLog = type === 'logarithmic';
  const height = (value: number | null) => (value === null || (isLog && value <= 0) ? Number.NaN : value);
  const heights = curves.flatMap(({ values }) => values.map(height).filter((value) => !Number.isNaN(value)));
  const isShort = epochs < 3;
  const vertical = axisOptions(`${title}${isLog ? ', log scale' : ''}`);
  const horizontal = axisOptions('Epochs');
  const ends = isLog && heights.length > 0 ? logAxis(lowest(heights), highest(heights)) : undefined;
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
      ...sharedOptions(),
      events: [...sharedOptions().events],
      interaction: { mode: 'nearestOfEach', axis: 'x', intersect: false },
      scales: {
        x: {
          ...horizontal,
          type: 'linear',
          min: 0,
          max: isShort ? epochs + 1 : epochs,
          ticks: { ...horizontal.ticks, precision: 0, includeBounds: false },
        },
        y: {
          ...vertical,
          type,
          afterFit: evenWidth,
          ...(ends && { min: ends.min, max: ends.max }),
          ticks: {
            ...vertical.ticks,
            includeBounds: false,
            callback: isLog ? logLabel : linearTick,
          },
          afterBuildTicks: (axis) => {
            if (isLog) axis.ticks = logMarks(axis.min, axis.max).map((value) => ({ value }));
          },
        },
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

function rateConfiguration({ rate, epochs }: LossData): Configuration {
  const vertical = axisOptions('Learning rate');
  const horizontal = axisOptions('Epochs');
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
      ...sharedOptions(),
      events: [...sharedOptions().events],
      interaction: { mode: 'nearestOfEach', axis: 'x', intersect: false },
      scales: {
        x: { ...horizontal, type: 'linear', min: 0, max: epochs },
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

function lines(curves: readonly CurveData[]): string[][] {
  const epochs = [...new Set(curves.flatMap((curve) => curve.epochs))].sort((a, b) => a - b);
  const found = curves.map((curve) => new Map(curve.epochs.map((epoch, i) => [epoch, curve.values[i]])));
  return epochs.map((epoch) => [
    count(epoch),
    ...found.map((values) => (values.has(epoch) ? shown(values.get(epoch)) : '')),
  ]);
}

function lowest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function highest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
