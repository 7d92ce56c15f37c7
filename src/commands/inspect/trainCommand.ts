import type { Inspection } from '../../data/inspect/inspectTable.js';
import { listWord } from '../../settings/lists.js';
import { shellWord } from '../../text.js';
import { type GivenInspectSettings, tableSettings } from './settings.js';

/** The command that trains on a table, with the suggested choice where there is one; undefined where none is known to train. */
export function trainCommand(
  path: string,
  given: GivenInspectSettings,
  { made, suggestion }: Inspection,
): string | undefined {
  if (made === undefined || ('stops' in made && suggestion === undefined)) return undefined;
  const parts = ['adam-train', '--data', shellWord(path)];
  for (const [key, { flag, argument }] of Object.entries(tableSettings)) {
    const { text } = given[key as keyof typeof tableSettings] ?? {};
    const changed = suggestion === undefined ? undefined : changedText(key, suggestion);
    const value = changed ?? text;
    if (value === undefined) continue;
    parts.push(flag, ...(argument === undefined ? [] : [shellWord(value)]));
  }
  return parts.join(' ');
}

function changedText(key: string, suggestion: NonNullable<Inspection['suggestion']>): string | undefined {
  if (key === 'columns' || key === 'ignoreColumns') return suggestion[key]?.map(listWord).join(',');
  if (key === 'missing') return suggestion.missing === 'error' ? undefined : suggestion.missing;
  return undefined;
}
