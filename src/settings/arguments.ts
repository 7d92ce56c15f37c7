import { UsageError } from '../errors.js';
import { quoted, shortened } from '../text.js';
import { type Allowed, inWords } from './range.js';

/** @throws UsageError if the value is outside the range */
export function checkArgument(name: string, value: unknown, range: Allowed): void {
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
export function checkOptions(
  owner: string,
  options: object,
  ranges: Readonly<Record<string, Allowed>>,
): void {
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
    checkArgument(name, (options as Record<string, unknown>)[name], ranges[name] as Allowed);
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
