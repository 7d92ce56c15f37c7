import { closestMatch } from 'leven';
import { badData } from '../../../errors.js';
import { formatText } from '../../../format.js';
import { quoted, shellWord } from '../../../text.js';
import { nameList } from '../sentences.js';

/** Which of a table's columns are features, and which one is the target. */
export interface ColumnChoice {
  target: string;
  /** The only features, in this order; all other columns than the target where it is absent. */
  columns: string[] | undefined;
  ignoreColumns: string[] | undefined;
  /** Columns to take as text whatever they hold. */
  textColumns: string[] | undefined;
}

/** A column that was chosen, and where it stands, from 0. */
export interface ChosenColumn {
  name: string;
  position: number;
}

/**
 * Finds the columns of a choice.
 *
 * @throws AdamTrainError (exit code 3) if one is not there, the target is chosen otherwise too, or no feature is left
 */
export function chooseColumns(
  choice: ColumnChoice,
  names: readonly string[],
  file: string,
): { target: ChosenColumn; features: (ChosenColumn & { isText: boolean })[] } {
  const { columns, ignoreColumns = [], textColumns = [] } = choice;
  const target = { name: choice.target, position: columnPosition(choice.target, '--target', names, file) };
  const asked = {
    '--columns': columns ?? [],
    '--ignore-columns': ignoreColumns,
    '--text-columns': textColumns,
  };
  for (const [flag, given] of Object.entries(asked)) {
    for (const name of given) columnPosition(name, flag, names, file);
    if (given.includes(target.name)) {
      throw badData(
        `${flag} must leave out the target, got ${formatText(target.name)}; take it off ${flag}, or choose another --target.`,
      );
    }
  }

  const ignored = new Set(ignoreColumns);
  const used = [...new Set(columns ?? names)].filter((name) => name !== target.name && !ignored.has(name));
  const unused = textColumns.find((name) => !used.includes(name));
  if (unused !== undefined) {
    throw badData(
      `--text-columns must be among the features, got ${formatText(unused)}; take it off one list.`,
    );
  }
  if (used.length === 0) {
    throw badData(
      `${file} must have a column besides the target ${formatText(target.name)}; choose other columns.`,
    );
  }
  const texts = new Set(textColumns);
  return {
    target,
    features: used.map((name) => ({ name, position: names.indexOf(name), isText: texts.has(name) })),
  };
}

/**
 * Where a column stands, from 0.
 *
 * @param flag names it: --target
 * @throws AdamTrainError (exit code 3) if there is none of that name, with the most similar one
 */
function columnPosition(name: string, flag: string, names: readonly string[], file: string): number {
  const position = names.indexOf(name);
  if (position >= 0) return position;
  const similar =
    names.find((other) => other.toLowerCase() === name.toLowerCase()) ??
    closestMatch(name, [...names], { maxDistance: Math.floor(name.length / 3) });
  const meant = similar === undefined ? '' : ` (did you mean ${formatText(similar)}?)`;
  throw badData(
    `${flag} must be a column of ${file}, got ${formatText(name)}${meant}; its columns are ${nameList(names)}.`,
  );
}

/** How to do without a column, as part of a sentence. */
export function leaveOut(name: string, { columns, ignoreColumns }: ColumnChoice): string {
  if (columns !== undefined) return 'take it off --columns';
  if (ignoreColumns !== undefined) return `add ${shellWord(name)} to --ignore-columns`;
  return `leave it out with ${listOf('--ignore-columns', 'ignoreColumns', name)}`;
}

/** How to take a column as text, as part of a sentence. */
export function takeAsText(name: string, { textColumns }: ColumnChoice): string {
  return textColumns === undefined
    ? `take it as text with ${listOf('--text-columns', 'textColumns', name)}`
    : `add ${shellWord(name)} to --text-columns`;
}

/** A list of one column: behind a flag it would be cut at its commas, and a name like a flag would be taken for one. */
function listOf(flag: string, key: string, name: string): string {
  return name.includes(',') || name.startsWith('--')
    ? `{"${key}": [${quoted(name)}]} in a file for --config`
    : `${flag} ${shellWord(name)}`;
}
