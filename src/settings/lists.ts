import { finite, halfOpenFraction, positiveWhole } from './numbers.js';
import type { Range } from './range.js';

export const positiveWholes: Range<number[]> = {
  ...listOf(positiveWhole),
  words: 'whole numbers >= 1 with commas between them',
  fileWords: 'a list of whole numbers >= 1',
  whenRepeated: 'stops',
};

/** Both β of Adam. */
export const halfOpenPair: Range<[number, number]> = {
  ...pairOf(halfOpenFraction),
  words: 'two numbers in [0, 1) with a comma between them',
  whenRepeated: 'stops',
};

/** A point of the plane. */
export const point: Range<[number, number]> = {
  ...pairOf(finite),
  words: 'two finite numbers with a comma between them',
};

/** One or more values of another range, with commas between them. */
export function listOf<Value>(range: Range<Value>): Range<Value[]> {
  return {
    words: `${range.words}, or several with commas between them`,
    read: (text) => text.split(',').map((part) => range.read(part.trim())),
    holds: (value): value is Value[] =>
      Array.isArray(value) && value.length > 0 && value.every((entry) => range.holds(entry)),
    jsonSchema: { type: 'array', items: range.jsonSchema, minItems: 1 },
  };
}

function pairOf<Value>(range: Range<Value>): Range<[Value, Value]> {
  const { holds, ...list } = listOf(range);
  return {
    ...list,
    holds: (value): value is [Value, Value] => holds(value) && value.length === 2,
    jsonSchema: { ...list.jsonSchema, minItems: 2, maxItems: 2 },
  };
}
