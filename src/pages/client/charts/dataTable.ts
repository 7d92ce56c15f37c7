import { element } from './elements.js';

/** What a chart shows, as a table for those who cannot see it. It is made when it is opened: it may have thousands of lines. */
export function dataTable(
  caption: string,
  head: readonly string[] | (() => readonly string[]),
  rows: () => readonly (readonly string[])[],
): HTMLElement {
  const details = element('details');
  details.append(element('summary', `The numbers of this chart: ${caption}`));
  const make = () => {
    const frame = element('div', '', {
      class: 'scroll',
      tabindex: '0',
      role: 'region',
      'aria-label': caption,
    });
    const earlier = details.querySelector('.scroll');
    frame.append(figures(typeof head === 'function' ? head() : head, rows()));
    if (earlier === null) details.append(frame);
    else {
      const { scrollTop } = earlier;
      earlier.replaceWith(frame);
      frame.scrollTop = scrollTop;
    }
  };
  details.addEventListener('toggle', () => {
    if (details.open) make();
  });
  return details;
}

/** A table whose first column names its lines. */
export function figures(head: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const table = element('table', '', { class: 'figures' });
  const names = element('tr');
  for (const name of head) names.append(element('th', name, { scope: 'col' }));
  const top = element('thead');
  top.append(names);
  const body = element('tbody');
  for (const [first = '', ...others] of rows) {
    const line = element('tr');
    line.append(element('th', first, { scope: 'row' }), ...others.map((text) => element('td', text)));
    body.append(line);
  }
  table.append(top, body);
  return table;
}
