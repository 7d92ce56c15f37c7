import { decimalMark, markers, thousandsMark } from './cellRules.js';
import { option } from './option.js';
import { toggle } from './rules.js';

/** How a file's cells are written: part of what a model is, because predict has to read them alike. */
export const cellOptions = {
  decimal: option({
    flag: '--decimal',
    argument: 'character',
    group: 'Data',
    help: "what stands before a number's decimals",
    rule: decimalMark,
    default: '.',
    defaultWords: 'a point',
    source: 'file',
  }),
  thousands: option({
    flag: '--thousands',
    argument: 'character',
    group: 'Data',
    help: "what stands between a number's thousands",
    rule: thousandsMark,
    defaultWords: 'nothing',
    source: 'file',
  }),
  naValues: option({
    flag: '--na-values',
    argument: 'texts',
    group: 'Data',
    help: 'cells that mark a missing value, beside empty ones, NA, N/A, NaN, null, None and what else pandas takes',
    rule: markers,
    defaultWords: 'none',
    source: 'file',
  }),
  noDefaultNa: option({
    flag: '--no-default-na',
    group: 'Data',
    help: 'take NA and the like for a text; only empty cells and --na-values are missing',
    rule: toggle,
    default: false,
    source: 'file',
  }),
} as const;
