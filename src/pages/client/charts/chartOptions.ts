import { type Chart, type ChartConfiguration, type ChartType, defaults } from 'chart.js';
import { color } from './colors.js';

type Points = { x: number; y: number }[];
export type Configuration = ChartConfiguration<ChartType, Points>;
export type PageChart = Chart<ChartType, Points>;

/** An axis in the page's colours. */
export function axisOptions(title: string | string[]) {
  return {
    title: { display: true, text: title, color: color('text'), font: { size: 14 } },
    grid: { color: color('grid') },
    border: { color: color('border') },
    ticks: { color: color('text'), maxRotation: 0 },
  };
}

const AXIS_WIDTH = 84;

/** Gives a vertical axis a width of its own, so that charts below each other have their epochs at the same places. */
export function evenWidth(axis: { width: number }): void {
  axis.width = AXIS_WIDTH;
}

/** What all charts of the page share. */
export function sharedOptions() {
  return {
    animation: false as const,
    responsive: true,
    maintainAspectRatio: false,
    locale: 'en-US',
    font: { family: 'system-ui, sans-serif', size: 13 },
    events: ['mousemove', 'mouseout', 'click', 'touchstart', 'touchmove'] as const,
  };
}

/** Takes away what a chart says of the point that the pointer is, or was, on. */
export function clearHover(chart: Pick<Chart, 'setActiveElements' | 'tooltip' | 'update'>): void {
  chart.setActiveElements([]);
  chart.tooltip?.setActiveElements([], { x: 0, y: 0 });
  chart.update('none');
}

const whole = { min: 'original', max: 'original' } as const;

/** The zoom plugin's options. */
export function zoomOptions(onZoom: () => void = () => {}) {
  return {
    limits: { x: whole, y: whole },
    zoom: {
      drag: {
        enabled: true,
        backgroundColor: color('drag'),
        borderColor: color('accent'),
        borderWidth: 1,
        threshold: 8,
      },
      mode: 'xy' as const,
      onZoom: ({ chart }: { chart: Chart }) => {
        clearHover(chart);
        onZoom();
      },
    },
  };
}

/** Of a dash where a legend has room for a point alone: more than one is to be seen. */
const SHORT = 0.35;

/** The legend; a curve's line is dashed there as it is in the chart. */
export function legendOptions(isShown: (label: string) => boolean = () => true) {
  return {
    labels: {
      color: color('text'),
      font: { size: 13 },
      usePointStyle: true,
      boxHeight: 8,
      padding: 16,
      filter: ({ text }: { text: string }) => isShown(text),
      generateLabels: (chart: Chart) =>
        defaults.plugins.legend.labels.generateLabels(chart).map((item) => {
          const { borderDash = [] } = (chart.data.datasets[item.datasetIndex ?? 0] ?? {}) as {
            borderDash?: number[];
          };
          const isWide = chart.options.plugins?.legend?.labels?.pointStyleWidth !== undefined;
          return { ...item, lineDash: isWide ? borderDash : borderDash.map((length) => SHORT * length) };
        }),
    },
  };
}

export function tooltipOptions() {
  return {
    backgroundColor: color('panel'),
    borderColor: color('border'),
    borderWidth: 1,
    titleColor: color('text'),
    bodyColor: color('text'),
    padding: 10,
    usePointStyle: true,
    boxPadding: 4,
  };
}
