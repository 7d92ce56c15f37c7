import type { CurveData, LossData } from '../../pageData.js';
import {
  button,
  chartFrame,
  count,
  dataTable,
  element,
  keepPoint,
  type PageChart,
  redraw,
  shown,
  zoomAcross,
} from '../charts/index.js';
import { lossConfiguration, rateConfiguration } from './lossConfiguration.js';

const MILLISECONDS_BETWEEN_TABLES = 2000;

/** The losses over the epochs, and the learning rate below them where it changes; gives what shows them as they have become. */
export function showLosses(section: HTMLElement, first: LossData): (losses: LossData) => void {
  let losses = first;
  let chosen: LossData['scale'] | undefined;
  let below: PageChart | undefined;
  const scale = () => chosen ?? losses.scale;
  const configure = () => lossConfiguration(losses, scale(), follow);
  const { chart, tools, describe } = chartFrame(
    section,
    { label: labelOf(losses), zoomBy: zoomAcross },
    configure,
  );
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
  const table = dataTable('the losses over the epochs', head, () => lines(all()));
  section.append(table);
  let filled = performance.now();
  return (now) => {
    losses = now;
    showTools();
    describe(labelOf(losses));
    // An open table of a live run; to fill it at each of its epochs would hold the page up, and nobody reads so fast.
    if (performance.now() - filled > MILLISECONDS_BETWEEN_TABLES) {
      table.dispatchEvent(new Event('toggle'));
      filled = performance.now();
    }
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

function lines(curves: readonly CurveData[]): string[][] {
  const epochs = [...new Set(curves.flatMap((curve) => curve.epochs))].sort((a, b) => a - b);
  const found = curves.map((curve) => new Map(curve.epochs.map((epoch, i) => [epoch, curve.values[i]])));
  return epochs.map((epoch) => [
    count(epoch),
    ...found.map((values) => (values.has(epoch) ? shown(values.get(epoch)) : '')),
  ]);
}
