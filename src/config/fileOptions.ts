import { cellOptions } from './cellOptions.js';
import { missingChoices } from './choices.js';
import { option } from './option.js';
import { columnName, columnNames, dataFile, delimiter, oneOf, toggle } from './rules.js';

/** A CSV file in place of generated rows. */
export const fileOptions = {
  data: option({
    flag: '--data',
    argument: 'file',
    group: 'Data',
    help: 'train on this CSV file instead of generated rows; - reads standard input',
    rule: dataFile,
    isPath: true,
    defaultWords: 'rows are generated',
  }),
  target: option({
    flag: '--target',
    argument: 'column',
    group: 'Data',
    help: "the file's column to predict",
    rule: columnName,
    defaultWords: 'none',
    source: 'file',
  }),
  columns: option({
    flag: '--columns',
    argument: 'names',
    group: 'Data',
    help: 'the only columns to use as features',
    rule: columnNames,
    defaultWords: 'all but the target',
    source: 'file',
  }),
  ignoreColumns: option({
    flag: '--ignore-columns',
    argument: 'names',
    group: 'Data',
    help: 'columns to leave out',
    rule: columnNames,
    defaultWords: 'none',
    source: 'file',
  }),
  textColumns: option({
    flag: '--text-columns',
    argument: 'names',
    group: 'Data',
    help: 'columns to take as text whatever they hold, one feature for each category',
    rule: columnNames,
    defaultWords: 'none',
    source: 'file',
  }),
  noHeader: option({
    flag: '--no-header',
    group: 'Data',
    help: 'the file has no header; its columns are called 1, 2 …',
    rule: toggle,
    default: false,
    source: 'file',
  }),
  delimiter: option({
    flag: '--delimiter',
    argument: 'character',
    group: 'Data',
    help: 'what stands between the cells, or tab',
    rule: delimiter,
    defaultWords: 'found out: , ; tab or |',
    source: 'file',
  }),
  ...cellOptions,
  missing: option({
    flag: '--missing',
    argument: 'how',
    group: 'Data',
    help: "what to do about missing cells: stop, drop the row, or put the training rows' mean",
    rule: oneOf(missingChoices),
    default: 'error',
    source: 'file',
  }),
} as const;
