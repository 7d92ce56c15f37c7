import {
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import zoom from 'chartjs-plugin-zoom';
import { type Configuration, clearHover, type PageChart } from './chartOptions.js';
import { onColors } from './colors.js';
import { button, element } from './elements.js';
import { keyboard } from './keyboard.js';
import { ZOOM, zoomBoth } from './zoomBy.js';

Chart.register(
  LineController,
  ScatterController,
  LineElement,
  PointElement,
  LinearScale,
  LogarithmicScale,
  Filler,
  Legend,
  Tooltip,
  zoom,
);

/** A chart on the page, with the tools that zoom it. */
export interface Frame {
  chart: PageChart;
  /** Where more tools go. */
  tools: HTMLElement;
  /** Says anew what the chart shows, for those who cannot see it. */
  describe: (label: string) => void;
}

/**
 * Adds a chart to a section: the canvas, and what is done with it, by the pointer or by keys.
 *
 * @param configure gives the chart as it is at the moment, in the colours of the moment
 */
export function chartFrame(
  section: HTMLElement,
  {
    label,
    shape = '',
    hasZoom = true,
    said,
    zoomBy = zoomBoth,
  }: {
    label: string;
    shape?: string;
    hasZoom?: boolean;
    /** Where keys say what they come to in a chart without zoom, which has none otherwise. */
    said?: HTMLElement;
    zoomBy?: typeof zoomBoth;
  },
  configure: () => Configuration,
): Frame {
  const tools = element('div', '', {
    class: 'tools',
    role: 'group',
    'aria-label': `Tools of the chart: ${label}`,
  });
  const box = element('div', '', { class: `chart ${shape}`.trim() });
  const canvas = element('canvas', '', {
    role: 'img',
    ...((hasZoom || said !== undefined) && { tabindex: '0' }),
  });
  const describe = (text: string) => canvas.setAttribute('aria-label', hasZoom ? `${text}. ${KEYS}` : text);
  describe(label);
  box.append(canvas);
  if (hasZoom) section.append(tools);
  section.append(box);
  const chart: PageChart = new Chart(canvas, configure());
  if (hasZoom) {
    // Below the first one alone: a page may have ten, which all are worked so.
    if (document.querySelector('.zooming') === null)
      section.append(element('p', `Drag in a chart to zoom. ${KEYS}`, { class: 'hint zooming' }));
    const own = element('p', '', { class: 'said', 'aria-live': 'polite' });
    section.append(own);
    keyboard(chart, own, (factor) => zoomBy(chart, factor));
    // For a while after a drag the zoom plugin keeps it from the chart that the pointer has left.
    canvas.addEventListener('mouseleave', () => clearHover(chart));
    canvas.addEventListener('dblclick', () => chart.resetZoom());
    tools.append(
      button('Zoom in', () => zoomBy(chart, ZOOM)),
      button('Zoom out', () => zoomBy(chart, 1 / ZOOM)),
      button('Whole chart', () => chart.resetZoom()),
    );
  }
  if (!hasZoom && said !== undefined) keyboard(chart, said, () => {});
  onColors(() => {
    if (canvas.isConnected) redraw(chart, configure);
  });
  return { chart, tools, describe };
}

const KEYS = 'With a chart in focus, ← and → go from point to point, + and − zoom, 0 shows the whole.';

/** Draws a chart as its configuration has it now. */
export function redraw(chart: PageChart, configure: () => Configuration): void {
  const { data, options } = configure();
  chart.data = data;
  chart.options = options ?? {};
  chart.update('none');
}

/** Ends the charts in an element that is about to go. */
export function endCharts(within: HTMLElement): void {
  for (const canvas of within.querySelectorAll('canvas')) Chart.getChart(canvas)?.destroy();
}
