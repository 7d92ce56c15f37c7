import { button, count, element } from '../charts/index.js';
import { type Column, columnsOf, sorted } from './columns.js';
import { type Filter, filterTools } from './filter.js';
import { MOST_CHOSEN, type Selection } from './selection.js';
import type { PageSweep, PageTrial } from './sweep.js';

/** So many rows at first, and with each press of the button below. */
const ROWS = 200;

/**
 * The table of the trials: sorted by any column, filtered, and chosen from.
 *
 * @param first the trials that are chosen when the page opens
 */
export function showTrials(
  section: HTMLElement,
  sweep: PageSweep,
  selection: Selection,
  first: readonly number[],
): Filter {
  const { rows, metric } = sweep;
  const number: Column = {
    name: 'trial',
    isNumber: true,
    text: (trial) => count(trial.number),
    key: (trial) => trial.number,
  };
  const columns = [number, ...columnsOf(sweep)];
  let by = { column: columns[1] ?? number, direction: metric.better === 'lower' ? 1 : (-1 as 1 | -1) };
  let room = ROWS;
  let left: readonly PageTrial[] = rows;
  const said = element('p', '', { class: 'said', 'aria-live': 'polite' });
  const more = button('Show more', () => {
    room += ROWS;
    fill();
  });
  const body = element('tbody');
  const heads = columns.map((column) => {
    const head = element('th', '', { scope: 'col', ...(column.isNumber && { class: 'number' }) });
    const press = button(column.name, () => {
      const isSame = by.column === column;
      by = { column, direction: isSame && by.direction === 1 ? -1 : 1 };
      fill();
    });
    head.append(press);
    return head;
  });
  const texts = new Map(
    rows.map((trial) => [
      trial,
      columns
        .map(({ text }) => text(trial))
        .join('\n')
        .toLowerCase(),
    ]),
  );
  const filter = filterTools(rows, columns, (isMatch) => {
    left = rows.filter((trial) => isMatch(trial, texts.get(trial) ?? ''));
    room = ROWS;
    selection.filter(left.length < rows.length ? new Set(left.map((trial) => trial.number)) : undefined);
    fill();
  });
  section.append(
    ...filter.parts,
    tableFrame([element('th', 'chosen', { scope: 'col' }), ...heads], body),
    more,
    said,
    choosing(),
  );
  selection.onChange(mark);
  fill();
  return filter;

  function choosing(): HTMLElement {
    const tools = element('div', '', { class: 'tools' });
    tools.append(
      button('Choose the best again', () => selection.choose(first)),
      button('Choose none', () => selection.choose([])),
    );
    return tools;
  }

  function fill(): void {
    const shown = sorted(left, by.column, by.direction).slice(0, room);
    body.replaceChildren(...shown.map((trial) => row(trial)));
    for (const [i, column] of columns.entries()) {
      const order = by.direction === 1 ? 'ascending' : 'descending';
      heads[i]?.setAttribute('aria-sort', column === by.column ? order : 'none');
    }
    more.hidden = shown.length === left.length;
    mark();
  }

  function row(trial: PageTrial): HTMLElement {
    const line = element('tr', '', { 'data-trial': String(trial.number) });
    const box = element('input', '', { type: 'checkbox', 'aria-label': `Choose trial ${trial.number}` });
    box.addEventListener('change', () => selection.toggle(trial.number));
    const choice = element('td');
    choice.append(box);
    const name = element('th', count(trial.number), { scope: 'row', class: 'number' });
    if (trial.configuration.trial === sweep.best)
      name.append(element('span', ' ★', { class: 'star', role: 'img', 'aria-label': ', the best' }));
    const cells = columns
      .slice(1)
      .map(({ name: head, text, isNumber }) =>
        element('td', text(trial), { class: isNumber ? 'number' : head === 'reason' ? 'reason' : '' }),
      );
    line.append(choice, name, ...cells);
    return line;
  }

  /** Shows which trials are chosen, and how many there are. */
  function mark(): void {
    for (const line of body.rows) {
      const look = selection.lookOf(Number(line.dataset['trial']));
      const box = line.querySelector('input');
      if (box === null) continue;
      box.checked = look !== undefined;
      box.disabled = look === undefined && selection.isFull;
      line.className = look === undefined ? '' : `chosen look${look}`;
    }
    const { length } = selection.chosen;
    const most = selection.isFull ? `, the most that lines can be told apart` : '';
    const above = more.hidden ? '' : `; the first ${count(body.rows.length)} stand above`;
    said.textContent = `${count(left.length)} of ${count(rows.length)} trials${above}; ${length} of at most ${MOST_CHOSEN} chosen${most}.`;
  }
}

function tableFrame(heads: readonly HTMLElement[], body: HTMLElement): HTMLElement {
  const frame = element('div', '', {
    class: 'scroll trials',
    tabindex: '0',
    role: 'region',
    'aria-label': 'The trials',
  });
  const table = element('table');
  const names = element('tr');
  names.append(...heads);
  const top = element('thead');
  top.append(names);
  table.append(top, body);
  frame.append(table);
  return frame;
}
