import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { parseJson } from '../../src/files/parseJson.js';

describe('text that is not JSON is refused where it stops being so', () => {
  it.each([
    ['', "the file's end at line 1, column 1"],
    ['{"a": 1', "the file's end at line 1, column 8"],
    ['{"a": "b', "the file's end at line 1, column 9"],
    ['{"a": }', '"}" at line 1, column 7'],
    ['{\n  "a": 1,\n}', '"}" at line 3, column 1'],
    ['{\r\n  "a": // what\r\n 1}', '"/" at line 2, column 8'],
    ["{'a': 1}", '"\'" at line 1, column 2'],
    ['{"a": 1} x', '"x" at line 1, column 10'],
    ['["日本", nan]', '"a" at line 1, column 9'],
    ['["😀", 😀]', '"😀" at line 1, column 7'],
    ['\uFEFF[1 2]', '"2" at line 1, column 4'],
  ])('%j', (text, found) => {
    const cure = 'JSON has double quotes, no comments, and no comma after the last value.';
    expect(() => parseJson(text, 'c.json')).toThrow(
      new UsageError(`c.json must be JSON, got ${found}; ${cure}`),
    );
  });
});

it('reads every JSON, also behind a byte order mark', () => {
  fc.assert(
    fc.property(fc.json(), fc.boolean(), (text, marked) => {
      expect(parseJson(`${marked ? '\uFEFF' : ''}${text}`, 'c.json')).toEqual(JSON.parse(text));
    }),
    { seed: 1 },
  );
});

it('names the place of a character that JSON cannot have', () => {
  const place = fc.tuple(fc.json({ noUnicodeString: true }), fc.nat()).map(([text, n]) => ({
    text,
    offset: n % (text.length + 1),
  }));
  fc.assert(
    fc.property(place, ({ text, offset }) => {
      const broken = `${text.slice(0, offset)}\u0001${text.slice(offset)}`;
      expect(() => parseJson(broken, 'c.json')).toThrow(`got "\\u0001" at line 1, column ${offset + 1};`);
    }),
    { seed: 1 },
  );
});
