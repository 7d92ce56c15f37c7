import { UsageError } from '../errors.js';
import { formatText } from '../format.js';
import { outsideRange } from '../settings/given.js';
import type { JsonSchema } from '../settings/range.js';
import type { Setting } from '../settings/setting.js';

/** A range as it stands behind a flag: `1e-4..1e-1`, `16..128/16`, `log:1..100`. */
export interface WrittenRange {
  kind: 'int' | 'float';
  low: number;
  high: number;
  step?: number;
  /** The scale that was asked for in front. */
  scale?: 'log' | 'lin';
}

/** Whether a setting's values are whole numbers or any; undefined where they are no numbers. */
function numberKind({ jsonSchema }: Setting<unknown>['range']): 'int' | 'float' | undefined {
  const { type, anyOf = [] } = jsonSchema as { type?: string; anyOf?: readonly JsonSchema[] };
  const types = [type, ...anyOf.map((one) => one['type'])];
  if (types.includes('integer')) return 'int';
  return types.includes('number') ? 'float' : undefined;
}

/** Whether a text is meant to be a range, whatever is wrong with it; a setting that is no number has none. */
export function isRange(text: string, setting: Setting<unknown>): boolean {
  return numberKind(setting.range) !== undefined && /\.\.|^\s*(log|lin):/.test(text);
}

/**
 * Reads a range of a setting's values.
 *
 * @param name the flag as it was given, for messages
 * @throws UsageError for an end that is no value of the setting, ends in the wrong order, or a step that leads nowhere
 */
export function parseRange(name: string, text: string, setting: Setting<unknown>): WrittenRange {
  const [, scale, first, second, by] =
    /^\s*(?:(log|lin):)?\s*([^/]+?)\s*\.\.\s*([^/]+?)\s*(?:\/(.*))?$/.exec(text) ?? [];
  if (first === undefined || second === undefined) {
    throw rule(name, 'a range such as 1..10, 1..10/2 or log:1..10', text, 'write both of its ends');
  }
  const { range } = setting;
  const end = (part: string) => {
    const value = range.read(part);
    if (typeof value === 'number' && range.holds(value)) return value;
    throw outsideRange({ name: `An end of ${name}'s range`, text: part, value }, setting);
  };
  const [low, high] = [end(first), end(second)];
  if (!(low < high)) {
    const cure = low === high ? `write ${first}` : `write ${second}..${first}`;
    throw rule(name, 'a range that begins below its end', text, cure);
  }
  if (high - low === Number.POSITIVE_INFINITY) {
    throw rule(name, 'a range less than 1.8e308 wide', text, 'bring its ends together');
  }
  const kind = numberKind(range) as 'int' | 'float';
  const written = { kind, low, high, ...(scale === undefined ? {} : { scale: scale as 'log' | 'lin' }) };
  return by === undefined ? written : { ...written, step: parseStep(name, by, text, written) };
}

function parseStep(
  name: string,
  by: string,
  text: string,
  { kind, low, high }: Pick<WrittenRange, 'kind' | 'low' | 'high'>,
): number {
  const step = by.trim() === '' ? Number.NaN : Number(by);
  const isStep = step > 0 && step <= high - low && (kind === 'float' || Number.isInteger(step));
  if (isStep) return step;
  const what = kind === 'int' ? 'a whole number' : 'a number';
  throw rule(
    `The step of ${name}`,
    `${what} above 0 that fits between the range's ends`,
    text,
    'change it or leave it out',
  );
}

/** The error for a rule that a flag's text breaks. */
export function rule(name: string, must: string, got: string, cure: string): UsageError {
  return new UsageError(`${name} must be ${must}, got ${formatText(got)}; ${cure}.`);
}
