import type { AdamTrainError } from '../../errors.js';
import { formatText } from '../../format.js';
import { badData } from './badData.js';
import { type Cells, isInfinity } from './cells.js';

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

/**
 * A cell's number.
 *
 * @returns NaN if it is none, or missing
 * @throws AdamTrainError (exit code 3) if it is infinite or beyond what a float64 holds
 */
export function readFinite(cell: string, cells: Cells, place: () => Place): number {
  const value = cells.readNumber(cell);
  if (Number.isFinite(value)) return value;
  if (cells.isMissing(cell)) return Number.NaN;
  if (Number.isNaN(value)) {
    if (!isInfinity(cell)) return value;
    throw badCell(
      place(),
      `must be finite, got ${formatText(cell.trim())}; correct it, or leave the row out`,
    );
  }
  throw badCell(
    place(),
    `must be between -1.8e308 and 1.8e308, got ${formatText(cell.trim())}; correct it, or scale the column`,
  );
}
