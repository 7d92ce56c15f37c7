import type { SweepDimension } from '../../../charts/sweep/chartedSweep.js';
import { type StrippedAxis, strippedAxis } from '../../../charts/sweep/metricStrip.js';
import { shownDimensions } from '../../../charts/sweep/shownDimensions.js';
import { chartFrame, count, element, redraw } from '../charts/index.js';
import { legend } from './legend.js';
import { panelConfiguration, placedTrials } from './panel.js';
import type { Selection } from './selection.js';
import type { PageSweep } from './sweep.js';
import { leftOut } from './texts.js';

/** The metric over the values of each dimension. */
export function showPanels(section: HTMLElement, sweep: PageSweep, selection: Selection): void {
  const { metric } = sweep;
  const vertical = strippedAxis(sweep);
  const shown = shownDimensions(sweep);
  const scale = vertical.type === 'linear' ? 'linear' : 'log';
  section.append(
    element(
      'p',
      `Upwards ${metric.name} on a ${scale} scale; ${metric.better} is better.${leftOut(sweep)} The numbers are in the table of the trials.`,
      { class: 'muted' },
    ),
    legend(sweep, vertical),
  );
  const grid = element('div', '', { class: 'panels' });
  const said = element('p', '', { class: 'said', 'aria-live': 'polite' });
  section.append(
    grid,
    element(
      'p',
      'A click on a trial chooses it, or leaves it out again. With a chart in focus, ← and → go from trial to trial, Enter chooses.',
      { class: 'hint' },
    ),
    said,
  );
  for (const dimension of shown) {
    const panel = element('div', '', { class: 'panel' });
    panel.append(element('h3', dimension.key), element('p', wordsOf(sweep, dimension), { class: 'muted' }));
    grid.append(panel);
    showPanel(panel, said, sweep, dimension, vertical, selection);
  }
}

function showPanel(
  panel: HTMLElement,
  said: HTMLElement,
  sweep: PageSweep,
  dimension: SweepDimension,
  vertical: StrippedAxis,
  selection: Selection,
): void {
  const placed = placedTrials(sweep, dimension, vertical);
  const configure = () => panelConfiguration(sweep, dimension, vertical, placed, selection);
  const label = `${sweep.metric.name} over ${dimension.key}, a point for each trial`;
  const { chart } = chartFrame(panel, { label, shape: 'small', hasZoom: false, said }, configure);
  const { canvas } = chart;
  const choose = () => {
    const [active] = chart.getActiveElements();
    const row = active === undefined ? undefined : placed.points[active.index]?.row;
    if (row !== undefined) selection.toggle(row.number);
  };
  canvas.addEventListener('click', choose);
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    choose();
  });
  selection.onChange(() => {
    const active = chart.getActiveElements();
    redraw(chart, configure);
    chart.setActiveElements(active);
    chart.update('none');
  });
}

function wordsOf({ trials }: PageSweep, { key, kind, log }: SweepDimension): string {
  const own = trials.filter(({ values }) => values[key] !== undefined).length;
  const scale = kind === 'category' ? [] : [log ? 'log scale' : 'linear scale'];
  const some = own < trials.length ? [`${count(own)} of ${count(trials.length)} have it`] : [];
  return [...scale, ...some].join(', ') || 'by value';
}
