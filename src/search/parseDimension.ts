import { outsideRange } from '../settings/given.js';
import type { Setting } from '../settings/setting.js';
import { withoutTail } from './drawing.js';
import { isRange, parseRange, rule, type WrittenRange } from './parseRange.js';
import type { Categorical, Fixed, NumberRange } from './space.js';

/** What was typed for a setting. */
export interface GivenTexts {
  /** What it was given by, for messages: `--lr`, or a key of a file. */
  name: string;
  /** What stood behind it, once for each time that it was given; empty for a switch alone. */
  texts: readonly string[];
}

/** A setting by the key of config.json, or a flag that gives several settings at once. */
export interface NamedSetting {
  key: string;
  setting: Setting<unknown>;
  gives?: readonly string[];
}

/** More whole numbers than anybody would try one by one. */
const MOST_LISTED = 10_000;

/** One of a few values, a range, 0 or a range, or one value. */
export type Parsed = (Categorical | NumberRange | Fixed)[];

/**
 * The dimensions that stand behind a flag: values with commas between them, `a..b`, `a..b/step`, either with `log:` or `lin:` in
 * front, `0,a..b`. A list's flag is given once for each of its values.
 *
 * @param search whether trials are drawn; in a grid, a range is the whole numbers that it has
 * @throws UsageError for a value outside the setting's range, one that stands twice, or a range that cannot be drawn from
 */
export function parseDimension(named: NamedSetting, given: GivenTexts, search: boolean): Parsed {
  const { key, setting } = named;
  const { name } = given;
  if (setting.range.jsonSchema['type'] === 'array') return listed(named, given, given.texts);
  const [text = '', second] = given.texts;
  if (second !== undefined) {
    throw rule(
      name,
      'given once, with commas between its values',
      `${text} and ${second}`,
      `write ${name} ${text},${second}`,
    );
  }
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.some((part) => isRange(part, setting))) return listed(named, given, parts);
  const [zero, last] = withZero(parts);
  if (last === undefined) {
    throw rule(name, 'values, a range, or 0 and a range', text, 'write a..b, or 0,a..b');
  }
  const written = parseRange(name, last, setting);
  if (zero && !setting.range.holds(0)) throw outsideRange({ name, text: '0', value: 0 }, setting);
  if (zero && written.low <= 0) {
    throw rule(name, 'a range above 0 where 0 stands before it', text, 'raise its low end, or leave 0 out');
  }
  if (!search) return listedRange(named, given, zero, written);
  const range = drawnRange(key, name, last, written, setting);
  if (!zero) return [range];
  const choice: Categorical = { kind: 'categorical', key: `${key}.zero`, values: [true, false], zeroOf: key };
  return [choice, { ...range, when: { key: choice.key, values: [false] } }];
}

/** Whether 0 stands before a range, and the range; nothing for it where there is more. `log:0,a..b` means `0,log:a..b`. */
function withZero(parts: readonly string[]): [boolean, string | undefined] {
  const [first = '', second, third] = parts;
  if (second === undefined) return [false, first];
  const [, scale = '', number = first] = /^(log:|lin:)(.*)$/.exec(first) ?? [];
  const isZero = number !== '' && Number(number) === 0;
  return [isZero, isZero && third === undefined ? `${scale}${second}` : undefined];
}

/** The values in words, each as its setting reads it. */
function listed(
  { key, setting, gives }: NamedSetting,
  { name }: GivenTexts,
  texts: readonly string[],
): Parsed {
  const values = texts.map((text) => {
    const value = setting.argument === undefined ? switched(text, name, setting) : setting.range.read(text);
    if (!setting.range.holds(value)) throw outsideRange({ name, text, value }, setting);
    return value;
  });
  const spellings = values.map((value) => JSON.stringify(value));
  const twice = texts.find((_, i) => spellings.indexOf(spellings[i] as string) !== i);
  if (twice !== undefined) throw rule(name, 'values of which none stands twice', twice, 'leave one out');
  const shorthand = gives === undefined ? {} : { gives };
  return values.length === 1
    ? [{ key, value: values[0], ...shorthand }]
    : [{ kind: 'categorical', key, values, ...shorthand }];
}

/**
 * A switch's value: behind a flag `true` or nothing is what the flag says, which for --no-amsgrad is false; behind a key it is the
 * value.
 */
function switched(text: string, name: string, { flag, aliases, range }: Setting<unknown>): unknown {
  if (text !== '' && text !== 'true' && text !== 'false') return undefined;
  const said = [flag, ...aliases].includes(name as typeof flag) ? range.read('') : !range.read('');
  const on = name.startsWith('--') ? said : true;
  return text === 'false' ? !on : on;
}

/** Every whole number of a range, or every step-th. */
function listedRange(
  { key }: NamedSetting,
  { name, texts: [text = ''] }: GivenTexts,
  zero: boolean,
  { kind, low, high, step = 1, scale }: WrittenRange,
): Parsed {
  if (kind === 'float') {
    throw rule(
      name,
      'a list of values where no --trials are given',
      text,
      `add --trials 20 to draw from the range, or list values such as ${low},${high}`,
    );
  }
  if (scale !== undefined) {
    throw rule(
      name,
      'without a scale where no --trials are given',
      text,
      `leave ${scale}: out or add --trials`,
    );
  }
  const count = Math.floor((high - low) / step) + 1;
  if (count > MOST_LISTED) {
    throw rule(
      name,
      `a range of at most ${MOST_LISTED} whole numbers where no --trials are given`,
      text,
      'add a step such as /100, or --trials 20 to draw from the range',
    );
  }
  const values = Array.from({ length: count }, (_, i) => low + i * step);
  return [{ kind: 'categorical', key, values: zero ? [0, ...values] : values }];
}

/** A range on the scale that was asked for, or that the setting declares. */
function drawnRange(
  key: string,
  name: string,
  text: string,
  { kind, low, high, step, scale }: WrittenRange,
  setting: Setting<unknown>,
): NumberRange {
  const log = scale === undefined ? setting.scale === 'log' : scale === 'log';
  const plain = text.replace(/^\s*(log|lin):/, '');
  if (log && step !== undefined) {
    throw rule(
      name,
      'a range without a step on a log scale',
      text,
      `write lin:${plain}, or leave the step out`,
    );
  }
  if (log && low <= 0) {
    const above = `${Math.min(high / 10, 1e-6)}..${high}`;
    const cure = setting.range.holds(0) ? `write 0,${above} or lin:${plain}` : `write lin:${plain}`;
    throw rule(name, 'a range above 0 on a log scale', text, cure);
  }
  if (kind === 'int') return { kind, key, low, high: lastStep(low, high, step ?? 1), log, step: step ?? 1 };
  return {
    kind,
    key,
    low,
    high: step === undefined ? high : lastStep(low, high, step),
    log,
    step: step ?? null,
  };
}

/** Where the last step ends that fits; three steps of 0.1 fit into 0.3, though they are a little more. */
function lastStep(low: number, high: number, step: number): number {
  const isWhole = Number.isInteger(low) && Number.isInteger(step);
  const steps = Math.floor((high - low) / step + (isWhole ? 0 : 1e-9));
  return Math.min(withoutTail(low + steps * step), high);
}
