import { finite, halfOpenFraction, positiveWhole } from './numbers.js';
import type { Range } from './range.js';

export const positiveWholes: Range<number[]> = {
  ...listOf(positiveWhole, 'whole numbers >= 1'),
  whenRepeated: 'stops',
};

/** Both β of Adam. */
export const halfOpenPair: Range<[number, number]> = {
  ...pairOf(halfOpenFraction, 'numbers in [0, 1)'),
  whenRepeated: 'stops',
};

/** A point of the plane. */
export const point: Range<[number, number]> = pairOf(finite, 'finite numbers');

/** One or more values of another range, with commas between them. */
export function listOf<Value>(range: Range<Value>, plural?: string): Range<Value[]> {
  return {
    ...(plural === undefined
      ? { words: `${range.words}, or several with commas between them` }
      : { words: `${plural} with commas between them`, fileWords: `a list of ${plural}` }),
    read: (text) => listParts(text).map((part) => range.read(part)),
    holds: (value): value is Value[] =>
      Array.isArray(value) && value.length > 0 && value.every((entry) => range.holds(entry)),
    jsonSchema: { type: 'array', items: range.jsonSchema, minItems: 1 },
  };
}

function pairOf<Value>(range: Range<Value>, plural: string): Range<[Value, Value]> {
  const { read, holds, jsonSchema } = listOf(range);
  return {
    words: `two ${plural} with a comma between them`,
    read,
    holds: (value): value is [Value, Value] => holds(value) && value.length === 2,
    jsonSchema: { ...jsonSchema, minItems: 2, maxItems: 2 },
  };
}

/** A list's texts: one that has a comma itself stands in quotes, in which a quote is doubled. */
function listParts(text: string): string[] {
  const part = /\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))(,|$)/y;
  const parts: string[] = [];
  for (;;) {
    const [, quoted, plain = '', end] = part.exec(text) as RegExpExecArray;
    parts.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end === '') return parts;
  }
}

/** A text as one of a list behind a flag, where it would be cut at its commas, or be taken for a flag. */
export function listWord(text: string): string {
  return /,|^"|^--/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
