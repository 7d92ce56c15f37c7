import type { Column } from './columns.js';
import type { PageTrial } from './sweep.js';

type Operator = '<' | '<=' | '>' | '>=' | '=';

/** What a row's cell is to be: learningRate<0.01, optimizer=adam|sgd */
export interface Condition {
  column: Column;
  operator: Operator;
  /** What it is compared with; of = any of these. */
  values: readonly string[];
  /** Nothing stands behind it yet: it is being typed. */
  isBegun: boolean;
}

const FORM = /^([^<>=]+)(<=|>=|<|>|=)(.*)$/;

/** learningRate, learning-rate and --learning-rate are one. */
function plainly(name: string): string {
  return name.toLowerCase().replace(/-/g, '');
}

/** The column that a word asks for as a condition does, and that there is not. */
export function unknownColumn(word: string, columns: readonly Column[]): string | undefined {
  return conditionOf(word, columns) === undefined ? FORM.exec(word)?.[1] : undefined;
}

/** The condition that a word of the filter is; undefined for one that is to be found as it is. */
export function conditionOf(word: string, columns: readonly Column[]): Condition | undefined {
  const [, name = '', operator, rest = ''] = FORM.exec(word) ?? [];
  const asked = plainly(name);
  const column = columns.find((one) =>
    [one.name, ...(one.flags ?? [])].some((own) => plainly(own) === asked),
  );
  if (column === undefined) return undefined;
  return {
    column,
    operator: operator as Operator,
    values: rest.toLowerCase().split('|'),
    isBegun: rest === '',
  };
}

/** Whether a condition holds of a trial; of one that has no such value only the dash does, which stands there. */
export function holds({ column, operator, values, isBegun }: Condition, trial: PageTrial): boolean {
  if (isBegun) return true;
  const value = column.key(trial);
  const text = column.text(trial).toLowerCase();
  if (operator === '=') {
    return values.some((one) => one === text || (typeof value === 'number' && Number(one) === value));
  }
  const limit = Number(values[0]);
  if (typeof value !== 'number') return false;
  if (operator === '<') return value < limit;
  if (operator === '<=') return value <= limit;
  return operator === '>' ? value > limit : value >= limit;
}

const DIGITS = 4;

/** The conditions that let these values of a column through; if there are numbers alone, what is between them too. */
export function conditionsFor(name: string, values: readonly unknown[], texts: readonly string[]): string[] {
  const there = values.filter((value) => value !== undefined);
  const numbers = there.filter((value) => typeof value === 'number');
  if (numbers.length === 0 || numbers.length < there.length) {
    return [`${name}=${[...new Set(texts)].join('|')}`];
  }
  const low = numbers.reduce((a, b) => Math.min(a, b));
  const high = numbers.reduce((a, b) => Math.max(a, b));
  return [`${name}>=${typed(outward(low, -1))}`, `${name}<=${typed(outward(high, 1))}`];
}

const LONG = 1e9;

/** A number as it is typed, which has no row of zeros. */
export function typed(value: number): string {
  return Math.abs(value) < LONG ? String(value) : value.toExponential();
}

/** A number in few digits, on its far side. */
function outward(value: number, side: 1 | -1): number {
  const near = Number(value.toPrecision(DIGITS));
  if (near === value || Math.sign(near - value) === side) return near;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - DIGITS + 1);
  return Number((near + side * step).toPrecision(DIGITS));
}
