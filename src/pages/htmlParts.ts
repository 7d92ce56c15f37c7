import { html } from './escape.js';

// What pages are made of.

export type Pair = readonly [name: string, value: string];

/** A command, and what it is for. */
export interface Command {
  what: string;
  command: string;
}

/** @param facts the main settings as short phrases */
export function pageHeader(name: string, facts: readonly string[]): string {
  const items = facts.map((fact) => `<li>${html(fact)}</li>`);
  return `<header><h1>${html(name)}</h1>\n<ul class="facts">${items.join('')}</ul></header>`;
}

/** A part that the script fills. */
export function section(id: string, title: string, note = ''): string {
  const said = note === '' ? '' : `<p class="muted">${html(note)}</p>`;
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${said}</section>`;
}

export function pairTable(pairs: readonly Pair[]): string {
  const rows = pairs.map(
    ([name, value]) =>
      `<tr><th scope="row">${html(name)}</th><td>${wholeWords(value).replace(/,(?=[^\s\d])/g, ',<wbr>')}</td></tr>`,
  );
  return `<div class="wide"><table><tbody>${rows.join('')}</tbody></table></div>`;
}

/** Settings, those that are not the defaults first. */
export function settingTables({
  changed,
  others,
}: {
  changed: readonly Pair[];
  others: readonly Pair[];
}): string {
  const first =
    changed.length === 0
      ? '<p>All are the defaults.</p>'
      : `<h3>Other than the defaults</h3>\n${pairTable(changed)}`;
  return `${first}\n<details><summary>${changed.length === 0 ? 'All settings' : 'All others, which are the defaults'}</summary>${pairTable(others)}</details>`;
}

/** A text whose words, as a command's flags, are not broken at their hyphens where a line ends; one longer than a line is. */
function wholeWords(text: string): string {
  return text
    .split(/(\S*-\S*)/)
    .map((part, i) => (i % 2 === 0 ? html(part) : `<span class="whole">${html(part)}</span>`))
    .join('');
}

export function commandList(commands: readonly Command[]): string {
  return commands
    .map(({ what, command }) => `<p>${html(what)}</p>\n<pre tabindex="0">${wholeWords(command)}</pre>`)
    .join('\n');
}
