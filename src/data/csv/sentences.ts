import { type AdamTrainError, badData } from '../../errors.js';
import { formatText } from '../../format.js';
import { listWord } from '../../settings/lists.js';

/** Where a cell stands. */
export interface Place {
  file: string;
  /** The file's line, from 1. */
  line: number;
  column: string;
}

/** The error for a cell: `cars.csv, line 7, column weight: must be a number, got abc; correct it.` */
export function badCell({ file, line, column }: Place, sentence: string): AdamTrainError {
  return badData(`${file}, line ${line}, column ${formatText(column)}: ${sentence}.`);
}

/** The error for a column as a whole: `cars.csv, column weight: must have a value in some row; leave it out.` */
export function badColumn({ file, column }: Omit<Place, 'line'>, sentence: string): AdamTrainError {
  return badData(`${file}, column ${formatText(column)}: ${sentence}.`);
}

const MOST_NAMES = 20;

/** a, "b, c", d … */
export function nameList(names: readonly string[]): string {
  return shortList(names.slice(0, MOST_NAMES + 1).map(listWord), names.length);
}

/** Texts with commas between them, and how many are left out of many. */
export function shortList(texts: readonly string[], count = texts.length): string {
  const shown = texts.slice(0, MOST_NAMES).map(formatText).join(', ');
  const left = count - MOST_NAMES;
  return left > 0 ? `${shown} and ${left} more` : shown;
}

/** a, b, or c */
export function orList(parts: readonly string[]): string {
  if (parts.length < 3) return parts.join(', or ');
  return `${parts.slice(0, -1).join(', ')}, or ${parts.at(-1)}`;
}
