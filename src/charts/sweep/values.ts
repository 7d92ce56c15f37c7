import type { SweepDimension } from './chartedSweep.js';

// The values of a sweep's dimensions: numbers, names, true and false, lists, null.

/** A value as a picture names it: 64,64 for a list, none for null. */
export function valueText(value: unknown): string {
  if (value === null) return 'none';
  return Array.isArray(value) ? value.map(valueText).join(',') : String(value);
}

/** Whether a value has a place on the axis of the dimension's numbers, which zero has not on a logarithmic one. */
export function isNumberOf({ kind, log }: SweepDimension, value: unknown): value is number {
  return kind === 'number' && typeof value === 'number' && Number.isFinite(value) && (!log || value > 0);
}

/** Names by their letters' codes, then numbers by their size, and lists of numbers by their entries. */
export function compareValues(a: unknown, b: unknown): number {
  const [first, second] = [valueText(a), valueText(b)];
  const [low, high] = [numbersOf(first), numbersOf(second)];
  if (low === undefined || high === undefined) {
    if (low !== high) return low === undefined ? -1 : 1;
    return first < second ? -1 : first > second ? 1 : 0;
  }
  const differs = low.findIndex((number, i) => number !== high[i]);
  if (differs === -1 || differs >= high.length) return low.length - high.length;
  return (low[differs] as number) - (high[differs] as number);
}

/** The entries of a list of numbers; undefined of anything else. */
function numbersOf(text: string): number[] | undefined {
  const numbers = text.split(',').map((entry) => (entry.trim() === '' ? Number.NaN : Number(entry)));
  return numbers.some(Number.isNaN) ? undefined : numbers;
}
