import { listOf } from '../../settings/lists.js';
import { oneOf, type Range, toggle } from '../../settings/range.js';
import { setting } from '../../settings/setting.js';
import { dataFile, texts } from '../../settings/texts.js';

const missingChoices = ['error', 'drop', 'mean'] as const;
export type MissingChoice = (typeof missingChoices)[number];

export const columnName = texts('the name of a column', /^[\s\S]+$/);

/** A name that has a comma itself stands in quotes behind a flag. */
const columnNames: Range<string[]> = {
  ...listOf(columnName, 'names of columns'),
  whenRepeated: 'adds',
};

/** The column to predict, or several: a text or a list of texts in a config file. */
export type TargetChoice = string | string[];

export function targetNames(choice: TargetChoice): string[] {
  return typeof choice === 'string' ? [choice] : choice;
}

const targetColumns: Range<TargetChoice> = {
  words: 'the name of a column, or of several with commas between them',
  fileWords: 'the name of a column, or a list of several',
  ruleBroken: (value) =>
    Array.isArray(value) && new Set(value).size < value.length ? 'the names of different columns' : undefined,
  read: (text) => {
    const names = columnNames.read(text) as string[];
    return names.length === 1 ? names[0] : names;
  },
  holds: (value): value is TargetChoice =>
    columnName.holds(value) || (columnNames.holds(value) && new Set(value).size === value.length),
  jsonSchema: { anyOf: [columnName.jsonSchema, { ...columnNames.jsonSchema, uniqueItems: true }] },
  whenRepeated: 'adds',
};

/** Texts of cells. One that has a comma itself stands in quotes behind a flag. */
const markers: Range<string[]> = {
  ...listOf(texts('a text', /^[\s\S]+$/), 'texts of cells'),
  whenRepeated: 'adds',
};

const delimiterWords: Partial<Record<string, string>> = { tab: '\t', '\\t': '\t', space: ' ' };

/** A space takes runs of blanks, as tables have that are aligned. */
const delimiter = texts(
  'one character that is no quote, digit, letter, point or line end, or the words tab or space',
  /^[^"'\p{L}\p{N}.+\n\r\0-]$/u,
  {
    fileWords: 'one character that is no quote, digit, letter, point or line end',
    read: (text) => delimiterWords[text] ?? text,
  },
);

/** What lines begin with that are no rows: nothing that a row of numbers, or one in quotes, begins with. */
const commentMark = texts(
  'a text such as # that begins with no quote, digit, letter, point, sign or blank',
  /^(?![-+](?!-)|["'\p{L}\p{N}.\s])[^\n\r\0]+$/u,
);

const decimalMark: Range<'.' | ','> = { ...oneOf(['.', ',']), words: 'a point or a comma (. or ,)' };

const thousandsWords: Partial<Record<string, string>> = { space: ' ', apostrophe: "'", '\u2019': "'" };

/** A space stands for every kind of it, such as the no-break space; an apostrophe for the typographic one too. */
const thousandsMark: Range<string> = {
  ...oneOf(['.', ',', "'", '_', ' ']),
  words: ". , ' _ or the words space or apostrophe",
  fileWords: '"." "," "\'" "_" or " "',
  read: (text) => thousandsWords[text] ?? (/^[^\S\t]$/u.test(text) ? ' ' : text),
};

/** How a file's cells are written: part of what a model is, because predict has to read them alike. */
const cellSettings = {
  decimal: setting({
    flag: '--decimal',
    argument: 'character',
    group: 'Data',
    help: "what stands before a number's decimals",
    range: decimalMark,
    default: '.',
    defaultWords: 'a point',
    source: 'file',
    varies: false,
  }),
  thousands: setting({
    flag: '--thousands',
    argument: 'character',
    group: 'Data',
    help: "what stands between a number's thousands",
    range: thousandsMark,
    defaultWords: 'nothing',
    source: 'file',
    varies: false,
  }),
  naValues: setting({
    flag: '--na-values',
    argument: 'texts',
    group: 'Data',
    help: 'cells that mark a missing value, beside empty ones, NA, N/A, NaN, null, None and what else pandas takes',
    range: markers,
    defaultWords: 'none',
    source: 'file',
    varies: false,
  }),
  noDefaultNa: setting({
    flag: '--no-default-na',
    group: 'Data',
    help: 'take NA and the like for a text; only empty cells and --na-values are missing',
    range: toggle,
    default: false,
    source: 'file',
    varies: false,
  }),
} as const;

/** A CSV file in place of generated rows. */
export const csvSettings = {
  data: setting({
    flag: '--data',
    argument: 'file',
    group: 'Data',
    help: 'rows to train on',
    isCommon: true,
    range: dataFile,
    isPath: true,
    defaultWords: 'rows are generated',
  }),
  target: setting({
    flag: '--target',
    argument: 'column',
    group: 'Data',
    help: "the file's column to predict, or several, each with its own metrics",
    isCommon: true,
    range: targetColumns,
    defaultWords: 'none',
    source: 'file',
    varies: false,
  }),
  columns: setting({
    flag: '--columns',
    argument: 'names',
    group: 'Data',
    help: 'the only columns to use as features',
    range: columnNames,
    defaultWords: 'all but the target',
    source: 'file',
    varies: false,
  }),
  ignoreColumns: setting({
    flag: '--ignore-columns',
    argument: 'names',
    group: 'Data',
    help: 'columns to leave out',
    range: columnNames,
    defaultWords: 'none',
    source: 'file',
    varies: false,
  }),
  textColumns: setting({
    flag: '--text-columns',
    argument: 'names',
    group: 'Data',
    help: 'columns to take as text whatever they hold, one feature for each category',
    range: columnNames,
    defaultWords: 'none',
    source: 'file',
    varies: false,
  }),
  noHeader: setting({
    flag: '--no-header',
    group: 'Data',
    help: 'the file has no header; its columns are called 1, 2 …',
    range: toggle,
    default: false,
    source: 'file',
    varies: false,
  }),
  delimiter: setting({
    flag: '--delimiter',
    argument: 'character',
    group: 'Data',
    help: 'what stands between the cells; space takes runs of blanks',
    range: delimiter,
    defaultWords: 'found out: , ; tab or |',
    source: 'file',
    varies: false,
  }),
  comment: setting({
    flag: '--comment',
    argument: 'text',
    group: 'Data',
    help: 'skip the lines that begin with it',
    range: commentMark,
    defaultWords: 'none',
    source: 'file',
    varies: false,
  }),
  ...cellSettings,
  missing: setting({
    flag: '--missing',
    argument: 'how',
    group: 'Data',
    help: "what to do about missing cells: stop, drop the row, or put the training rows' mean, for a text a category of its own",
    range: oneOf(missingChoices),
    default: 'error',
    varies: false,
    source: 'file',
  }),
} as const;
