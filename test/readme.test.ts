import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { betasSetting, trainSettings } from '../src/config/trainSettings.js';
import { optimizerNames } from '../src/optimizers/index.js';
import { defaultText } from '../src/settings/given.js';
import type { Setting } from '../src/settings/setting.js';

const readme = new URL('../README.md', import.meta.url);
const begin = '<!-- flags: made from the table of options; UPDATE_README=1 npm test makes it anew -->\n\n';
const end = '\n<!-- /flags -->';

/** A table of flags for each group of the help. */
function flagTables(): string {
  const options: Setting<unknown>[] = [...Object.values(trainSettings), betasSetting];
  const groups = [...new Set(options.map(({ group }) => group))];
  return groups
    .map((group) => {
      const rows = options.filter((option) => option.group === group).map(row);
      return [`**${group}**`, '', '| flag | default | meaning |', '|---|---|---|', ...rows, ''].join('\n');
    })
    .join('\n');
}

function row(option: Setting<unknown>): string {
  const { flag, aliases, argument, help, optimizers = [], schedules = [] } = option;
  const names = [flag, ...aliases].map((name) => `\`${name}\``).join(', ');
  const owners = optimizers.length === optimizerNames.length ? schedules : [...optimizers, ...schedules];
  const of = owners.length === 0 ? '' : ` (${owners.join(', ')})`;
  const range = argument === undefined ? '' : `: ${option.range.words}`;
  const isSwitch = argument === undefined && option.default !== true;
  const off = optimizers.length > 0 ? 'off' : (option.defaultWords ?? 'off');
  const usual = isSwitch ? off : defaultText(option);
  const cells = [names, usual, `${help}${of}${range}`].map((cell) => cell.replaceAll('|', '\\|'));
  return `| ${cells.join(' | ')} |`;
}

it('has every flag in the README, as the table of options has it', () => {
  const text = readFileSync(readme, 'utf8');
  const [before, rest = ''] = text.split(begin) as [string, string?];
  const [there, after] = rest.split(end) as [string, string?];
  if (process.env['UPDATE_README']) writeFileSync(readme, before + begin + flagTables() + end + after);
  else expect(there).toBe(flagTables());
});
