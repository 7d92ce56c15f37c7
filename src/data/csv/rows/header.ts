import { closestMatch } from 'leven';
import { formatText } from '../../../format.js';
import { badData } from '../badData.js';
import type { CsvRecord } from './records.js';

/**
 * The columns' names in the header, trimmed.
 *
 * @throws AdamTrainError (exit code 3) if one is empty or there twice
 */
export function headerNames({ cells, line }: CsvRecord, file: string): string[] {
  const names = cells.map((cell) => cell.trim());
  const positions = new Map<string, number>();
  names.forEach((name, i) => {
    if (name === '') {
      throw badData(
        `${file}, line ${line}: column ${i + 1} must have a name; write one, or add --no-header if the file has no header.`,
      );
    }
    const before = positions.get(name);
    if (before !== undefined) {
      throw badData(
        `${file}, line ${line}: columns ${before + 1} and ${i + 1} must have different names, got ${formatText(name)} twice; rename one, or add --no-header if the file has no header.`,
      );
    }
    positions.set(name, i);
  });
  return names;
}

/**
 * Where a column stands, from 0.
 *
 * @param flag names it: --target
 * @throws AdamTrainError (exit code 3) if there is none of that name, with the most similar one
 */
export function columnPosition(name: string, flag: string, names: readonly string[], file: string): number {
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

const MOST_NAMES = 20;

/** a, b, c … */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(formatText).join(', ');
  const left = names.length - MOST_NAMES;
  return left > 0 ? `${shown} and ${left} more` : shown;
}
