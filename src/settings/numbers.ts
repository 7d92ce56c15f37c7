import type { Range } from './range.js';

/** Where numbers end, in JSON Schema's words. */
interface Bounds {
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  exclusiveMaximum?: number;
}

/** A decimal number in full: a flag's, a config file's and a table's. */
export const decimalPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export const positiveWhole = wholeNumbers('a whole number >= 1', { minimum: 1 });
export const whole = wholeNumbers('a whole number >= 0', { minimum: 0 });
export const seed = wholeNumbers('a whole number from 0 to 4294967295', { minimum: 0, maximum: 2 ** 32 - 1 });
export const finite = numbers('a finite number', {});
export const nonNegative = numbers('a finite number >= 0', { minimum: 0 });
export const positive = numbers('a finite number > 0', { exclusiveMinimum: 0 });
export const atLeastOne = numbers('a finite number >= 1', { minimum: 1 });
export const fraction = numbers('in [0, 1]', { minimum: 0, maximum: 1 });
export const halfOpenFraction = numbers('in [0, 1)', { minimum: 0, exclusiveMaximum: 1 });
export const positiveFraction = numbers('in (0, 1]', { exclusiveMinimum: 0, maximum: 1 });
export const openFraction = numbers('a number inside (0, 1)', { exclusiveMinimum: 0, exclusiveMaximum: 1 });

function numbers(words: string, bounds: Bounds): Range<number> {
  return {
    words,
    read: readNumber,
    holds: (value): value is number =>
      typeof value === 'number' && Number.isFinite(value) && isWithin(value, bounds),
    jsonSchema: { type: 'number', ...bounds },
  };
}

export function wholeNumbers(words: string, bounds: Bounds): Range<number> {
  const { MIN_SAFE_INTEGER: minimum, MAX_SAFE_INTEGER: maximum } = Number;
  return {
    words,
    read: readNumber,
    holds: (value): value is number => Number.isSafeInteger(value) && isWithin(value as number, bounds),
    jsonSchema: { type: 'integer', minimum, maximum, ...bounds },
  };
}

function isWithin(value: number, bounds: Bounds): boolean {
  const { minimum = value, maximum = value, exclusiveMinimum, exclusiveMaximum } = bounds;
  const isInside = value > (exclusiveMinimum ?? -Infinity) && value < (exclusiveMaximum ?? Infinity);
  return value >= minimum && value <= maximum && isInside;
}

/** A decimal number in full; NaN for anything else, such as an empty text, 0x10, 1_000 or Infinity. */
function readNumber(text: string): number {
  return decimalPattern.test(text.trim()) ? Number(text) : Number.NaN;
}
