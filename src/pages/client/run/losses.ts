import type { CurveData, LossData } from '../../pageData.js';
import {
  axisOptions,
  button,
  type Configuration,
  chartFrame,
  color,
  count,
  dataTable,
  element,
  evenWidth,
  keepPoint,
  legendOptions,
  linearTick,
  logAxis,
  logLabel,
  logMarks,
  type PageChart,
  redraw,
  sharedOptions,
  shown,
  tooltipOptions,
  zoomAcross,
  zoomOptions,
} from '../charts/index.js';

const RING = 'Best epoch';
const dashes = { training: [], testing: [8, 5], validation: [2, 4], rate: [] };

/** The losses over the epochs, and the learning rate below them where it changes; gives what shows them as they have become. */
export function showLosses(section: HTMLElement, first: LossData): (losses: LossData) => void {
  let losses = first;
  let chosen: LossData['scale'] | undefined;
  let below: PageChart | undefined;
  const scale = () => chosen ?? losses.scale;
  const configure = () => lossConfiguration(losses, scale(), follow);
  const { chart, tools } = chartFrame(section, { label: labelOf(losses), zoomBy: zoomAcross }, configure);
  const rates = element('div');
  section.append(rates);
  function follow() {
    const { min, max } = chart.scales['x'] ?? {};
    const across = below?.options.scales?.['x'];
    if (below === undefined || across === undefined || min === undefined || max === undefined) return;
    Object.assign(across, { min, max });
    below.update('none');
  }
  const toggle = button('Logarithmic', () => {
    chosen = scale() === 'linear' ? 'logarithmic' : 'linear';
    chart.resetZoom('none');
    redraw(chart, configure);
    showTools();
  });
  tools.prepend(toggle);
  function showTools() {
    toggle.setAttribute('aria-pressed', String(scale() === 'logarithmic'));
    toggle.hidden = !losses.curves.some(({ values }) => values.some((value) => value !== null && value > 0));
    if (losses.rate === undefined || below !== undefined) return;
    const label = 'Learning rate over the epochs';
    below = chartFrame(rates, { label, shape: 'low', hasZoom: false }, () => rateConfiguration(losses)).chart;
  }
  showTools();
  const all = () => [...losses.curves, ...(losses.rate === undefined ? [] : [losses.rate])];
  const head = () => ['Epoch', ...all().map(({ name }) => name)];
  section.append(dataTable('the losses over the epochs', head, () => lines(all())));
  return (now) => {
    losses = now;
    showTools();
    // What the reader has zoomed into stays in sight.
    const isWhole = !chart.isZoomedOrPanned();
    keepPoint(chart, () => {
      if (isWhole) redraw(chart, configure);
      else {
        chart.data = configure().data;
        chart.update('none');
      }
    });
    if (isWhole && below !== undefined) redraw(below, () => rateConfiguration(losses));
  };
}

function labelOf({ curves, epochs }: LossData): string {
  if (epochs === 0) return 'Losses over the epochs';
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
        x: {
          ...horizontal,
          type: 'linear',
          min: 0,
          max: epochs,
          ticks: { ...horizontal.ticks, precision: 0, includeBounds: false },
        },
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
