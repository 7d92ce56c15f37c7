import { count, element } from '../charts/index.js';
import type { Column } from './columns.js';
import { type Condition, conditionOf, holds, typed, unknownColumn } from './conditions.js';
import type { PageTrial } from './sweep.js';

/** What the table's filter says of a trial whose cells have this text, in small letters. */
type Match = (trial: PageTrial, text: string) => boolean;

/** The table's filter, which the charts may write into. */
export interface Filter {
  parts: readonly HTMLElement[];
  /** Puts conditions in the place of those that the field has of a column. */
  limit: (column: string, conditions: readonly string[]) => void;
  /** Whether the field has all of these words. */
  has: (words: readonly string[]) => boolean;
}

const HINT_ID = 'filter-hint';

/** A field for words and conditions, each of which is to hold of a row, and a choice of how trials ended. */
export function filterTools(
  rows: readonly PageTrial[],
  columns: readonly Column[],
  apply: (isMatch: Match) => void,
): Filter {
  const tools = element('div', '', { class: 'tools', role: 'search', 'aria-label': 'Filter the trials' });
  const field = element('input', '', {
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': HINT_ID,
  });
  const status = element('select');
  status.append(element('option', 'any', { value: '' }));
  for (const name of new Set(rows.map((trial) => trial.status))) {
    const own = rows.filter((trial) => trial.status === name).length;
    status.append(element('option', `${name} (${count(own)})`, { value: name }));
  }
  const missing = element('p', '', { class: 'hint missing', 'aria-live': 'polite' });
  const words = () => field.value.split(/\s+/).filter(Boolean);
  const change = () => {
    const unknown = words().flatMap((word) => unknownColumn(word, columns) ?? []);
    missing.textContent =
      unknown.length === 0 ? '' : `There is no column ${unknown.map((name) => `"${name}"`).join(', ')}.`;
    const asked = words().map((word): Condition | string => conditionOf(word, columns) ?? word.toLowerCase());
    apply(
      (trial, text) =>
        (status.value === '' || trial.status === status.value) &&
        asked.every((one) => (typeof one === 'string' ? text.includes(one) : holds(one, trial))),
    );
  };
  field.addEventListener('input', change);
  status.addEventListener('change', change);
  tools.append(labelled('Rows with', field), labelled('Status', status));
  const hint = `Words, and conditions such as ${examples(rows, columns).join(' or ')}, all of which are to hold.`;
  return {
    parts: [tools, element('p', hint, { class: 'hint', id: HINT_ID }), missing],
    limit: (column, conditions) => {
      const others = words().filter((word) => conditionOf(word, columns)?.column.name !== column);
      field.value = [...others, ...conditions].join(' ');
      change();
    },
    has: (asked) => {
      const own = words();
      return asked.every((word) => own.includes(word));
    },
  };
}

/** A condition on numbers and one on texts, of columns and values that the sweep has; of what varies, if it can be. */
function examples(rows: readonly PageTrial[], columns: readonly Column[]): string[] {
  const inOrder = [...columns].sort((a, b) => Number(b.flags !== undefined) - Number(a.flags !== undefined));
  const number = inOrder
    .filter(({ isNumber }) => isNumber)
    .map((column) => ({ column, values: rows.map(column.key).filter((value) => typeof value === 'number') }))
    .find(({ values }) => values.length > 0);
  const category = inOrder
    .filter(({ isNumber, name }) => !isNumber && name !== 'reason')
    .map((column) => ({
      column,
      texts: [...new Set(rows.map(column.text))].filter((text) => !/[\s|–]/.test(text)),
    }))
    .find(({ texts }) => texts.length > 0);
  const middle = number?.values.toSorted((a, b) => a - b)[number.values.length >> 1] ?? 0;
  return [
    ...(number === undefined ? [] : [`${number.column.name}<=${typed(Number(middle.toPrecision(2)))}`]),
    ...(category === undefined ? [] : [`${category.column.name}=${category.texts.slice(0, 2).join('|')}`]),
  ];
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  const label = element('label', `${text} `);
  label.append(field);
  return label;
}
