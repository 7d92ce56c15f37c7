import { closestMatch } from 'leven';
import { badData } from '../../../errors.js';
import { formatText } from '../../../format.js';
import { listWord } from '../../../settings/lists.js';
import { shellWord } from '../../../text.js';
import { type Header, headerCure } from '../rows/header.js';
import { nameList } from '../sentences.js';
import { type TargetChoice, targetNames } from '../settings.js';

/** Which of a table's columns are features, and which one is the target, or several are. */
export interface ColumnChoice {
  target: TargetChoice;
  /** The only features, in this order; all other columns than the targets where it is absent. */
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

/** Columns that a table has, by their use. */
export interface ChosenColumns {
  targets: ChosenColumn[];
  features: (ChosenColumn & { isText: boolean })[];
  /** Those without a name that nobody asked for: row names, and what is empty as far as the first rows tell. */
  leftOut: (ChosenColumn & { isEmpty: boolean })[];
}

/**
 * Finds the columns of a choice.
 *
 * @throws AdamTrainError (exit code 3) if one is not there or there twice, a target is chosen otherwise too, or no feature is
 *   left
 */
export function chooseColumns(choice: ColumnChoice, header: Header, file: string): ChosenColumns {
  const { columns, ignoreColumns = [], textColumns = [] } = choice;
  const { names } = header;
  const targets = targetNames(choice.target).map((name) => {
    return { name, position: columnPosition(name, '--target', header, file) };
  });
  const isTarget = (name: string) => targets.some((target) => target.name === name);
  const lists = {
    '--columns': columns ?? [],
    '--ignore-columns': ignoreColumns,
    '--text-columns': textColumns,
  };
  for (const [flag, given] of Object.entries(lists)) {
    for (const name of given) columnPosition(name, flag, header, file);
    const target = given.find(isTarget);
    if (target !== undefined) {
      throw badData(
        `${flag} must leave out the target, got ${formatText(target)}; take it off ${flag}, or choose another --target.`,
      );
    }
  }

  const ignored = new Set(ignoreColumns);
  const asked = new Set([
    ...targets.map(({ name }) => name),
    ...(columns ?? []),
    ...textColumns,
    ...ignoreColumns,
  ]);
  const leftOut = [...new Set([...header.rowNames, ...header.empty])]
    .map((position) => ({ name: names[position] as string, position, isEmpty: header.empty.has(position) }))
    .filter(({ name }) => columns === undefined && !asked.has(name));
  const unasked = new Set(leftOut.map(({ name }) => name));
  const used = [...new Set(columns ?? names)].filter(
    (name) => !isTarget(name) && !ignored.has(name) && !unasked.has(name),
  );
  const unused = textColumns.find((name) => !used.includes(name));
  if (unused !== undefined) {
    throw badData(
      `--text-columns must be among the features, got ${formatText(unused)}; take it off one list.`,
    );
  }
  if (used.length === 0) {
    const rowNames = leftOut.find(({ isEmpty }) => !isEmpty);
    const cure =
      rowNames === undefined
        ? (headerCure(header) ?? 'choose other columns')
        : `choose other columns, or take its row names with --columns ${shellWord(rowNames.name)}`;
    const besides = `${targets.length === 1 ? 'the target' : 'the targets'} ${nameList(targets.map(({ name }) => name))}`;
    throw badData(`${file} must have a column besides ${besides}; ${cure}.`);
  }
  checkOnce(
    targets.map(({ name }) => name),
    header,
    file,
    () => 'rename one',
  );
  checkOnce(used, header, file, (name) => `rename one, or ${leaveOut(name, choice, 'both')}`);
  const texts = new Set(textColumns);
  return {
    targets,
    features: used.map((name) => ({
      name,
      position: header.positions.get(name) as number,
      isText: texts.has(name),
    })),
    leftOut,
  };
}

/** @throws AdamTrainError (exit code 3) if two columns have one of these names */
export function checkOnce(
  used: readonly string[],
  header: Header,
  file: string,
  cureOf: (name: string) => string,
): void {
  const { positions, repeated, line } = header;
  const name = repeated.size === 0 ? undefined : used.find((one) => repeated.has(one));
  if (name === undefined) return;
  const where = line === undefined ? file : `${file}, line ${line}`;
  const places = [positions, repeated].map((of) => (of.get(name) as number) + 1);
  const cures = [cureOf(name), headerCure(header)].filter((cure) => cure !== undefined);
  throw badData(
    `${where}: columns ${places.join(' and ')} must have different names, got ${formatText(name)} twice; ${cures.join(', or ')}.`,
  );
}

/**
 * Where a column stands, from 0.
 *
 * @param flag names it: --target
 * @throws AdamTrainError (exit code 3) if there is none of that name, with the most similar one
 */
function columnPosition(name: string, flag: string, header: Header, file: string): number {
  const { names, positions } = header;
  const position = positions.get(name);
  if (position !== undefined) return position;
  const similar =
    names.find((other) => other.toLowerCase() === name.toLowerCase()) ??
    names.find((other) => other.startsWith(`${name},`)) ??
    closestMatch(name, [...names], { maxDistance: Math.floor(name.length / 3) });
  const meant = similar === undefined ? '' : ` (did you mean ${formatText(listWord(similar))}?)`;
  const cure = headerCure(header);
  throw badData(
    `${flag} must be a column of ${file}, got ${formatText(name)}${meant}; its columns are ${nameList(names)}${cure === undefined ? '' : `; ${cure}`}.`,
  );
}

/** How to do without a column, as part of a sentence. */
export function leaveOut(name: string, { columns, ignoreColumns }: ColumnChoice, it = 'it'): string {
  if (columns !== undefined) return `take ${it} off --columns`;
  if (ignoreColumns !== undefined) return `add ${shellWord(listWord(name))} to --ignore-columns`;
  return `leave ${it} out with --ignore-columns ${shellWord(listWord(name))}`;
}

/** How to take a column as text, as part of a sentence. */
export function takeAsText(name: string, { textColumns }: ColumnChoice): string {
  const word = shellWord(listWord(name));
  return textColumns === undefined
    ? `take it as text with --text-columns ${word}`
    : `add ${word} to --text-columns`;
}
