import { UsageError } from './errors.js';
import { quoted, shortened } from './text.js';

/** The values that an argument of a library function may have. */
export interface Range {
  /** Completes the sentence "<argument> must be …". */
  words: string;
  holds: (value: unknown) => boolean;
}

const numbers = (words: string, holds: (value: number) => boolean): Range => ({
  words,
  holds: (value) => typeof value === 'number' && Number.isFinite(value) && holds(value),
});
const wholeNumbers = (words: string, holds: (value: number) => boolean): Range =>
  numbers(words, (value) => Number.isSafeInteger(value) && holds(value));

export const positiveWhole = wholeNumbers('a whole number >= 1', (value) => value >= 1);
export const whole = wholeNumbers('a whole number >= 0', (value) => value >= 0);
export const seed = wholeNumbers(
  'a whole number from 0 to 4294967295',
  (value) => value >= 0 && value < 2 ** 32,
);
export const finite = numbers('a finite number', () => true);
export const nonNegative = numbers('a finite number >= 0', (value) => value >= 0);
export const atLeastOne = numbers('a finite number >= 1', (value) => value >= 1);
export const fraction = numbers('in [0, 1]', (value) => value >= 0 && value <= 1);
export const halfOpenFraction = numbers('in [0, 1)', (value) => value >= 0 && value < 1);
export const positiveFraction = numbers('in (0, 1]', (value) => value > 0 && value <= 1);
export const openFraction = numbers('inside (0, 1)', (value) => value > 0 && value < 1);

/** @throws UsageError if the value is outside the range */
export function checkArgument(name: string, value: unknown, range: Range): void {
  if (range.holds(value)) return;
  throw new UsageError(`${name} must be ${range.words}, got ${shown(value)}; give it a value in this range.`);
}

/**
 * Checks the options of a library function, each against its range.
 *
 * @param owner the function's name
 * @param ranges of all options that there are; those that may be absent are completed by their defaults before
 * @throws UsageError for an option that there is not, or the first that is outside its range
 */
export function checkOptions(owner: string, options: object, ranges: Readonly<Record<string, Range>>): void {
  checkObject(owner, options);
  const names = Object.keys(ranges);
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !Object.hasOwn(ranges, name)) {
      throw new UsageError(
        `An option of ${owner} must be ${inWords(names, 'or')}, got ${shortened(name, 60)}; leave it out.`,
      );
    }
  }
  for (const name of names) {
    checkArgument(name, (options as Record<string, unknown>)[name], ranges[name] as Range);
  }
}

/** @throws UsageError if the options are no object */
export function checkObject(owner: string, options: unknown): asserts options is object {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new UsageError(
    `The options of ${owner} must be an object, got ${shown(options)}; write { name: value } and the like.`,
  );
}

/** A value as a message shows it: short, and told from a text that reads like it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(shortened(value, 60));
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** a, b and c */
export function inWords(names: readonly string[], conjunction: string): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)}`;
}
