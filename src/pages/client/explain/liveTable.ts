import { element, figures } from '../charts/index.js';
import type { Lab } from './lab.js';

interface Table {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A table is made anew so long after the last change. */
const QUIET = 250;

/** What a chart shows, as a table that follows its changes as long as it is open. */
export function liveTable(lab: Lab, changes: Parameters<Lab['when']>[0], make: () => Table): HTMLElement {
  const details = element('details');
  const frame = element('div', '', { class: 'scroll', tabindex: '0', role: 'region' });
  const summary = element('summary');
  details.append(summary, frame);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const fill = () => {
    const { caption, head, rows } = make();
    frame.setAttribute('aria-label', caption);
    frame.replaceChildren(figures(head, rows));
  };
  summary.textContent = `The numbers of this chart: ${make().caption}`;
  details.addEventListener('toggle', () => {
    if (details.open) fill();
  });
  lab.when(changes, () => {
    if (!details.open) return;
    clearTimeout(waiting);
    waiting = setTimeout(fill, QUIET);
  });
  return details;
}
