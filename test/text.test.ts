import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdamTrainError, UsageError } from '../src/errors.js';
import { formatText } from '../src/format.js';
import { oneLine, printable, quoted, shellWord } from '../src/text.js';
import { hostile, obeyed } from './hostile.js';

describe('printable', () => {
  it.each([
    ['\x1b]0;title\x07', '\\u001b]0;title\\u0007'],
    ['a\u009b31m\u007f', 'a\\u009b31m\\u007f'],
    ['\u202aa\u202e\u2066b\u2069', '\\u202aa\\u202e\\u2066b\\u2069'],
    [
      '\u200e\u200f\u061c\u2028\u2029\n\r\t\0',
      '\\u200e\\u200f\\u061c\\u2028\\u2029\\u000a\\u000d\\u0009\\u0000',
    ],
    ['1\u00ad2\u200b\u2060\ufeff', '1\\u00ad2\\u200b\\u2060\\ufeff'],
    ['\ud800x\udfff', '\\ud800x\\udfff'],
    ['é 漢字 👩‍💻 עברית \\u001b', 'é 漢字 👩‍💻 עברית \\u001b'],
  ])('%j', (text, shown) => expect(printable(text)).toBe(shown));

  it('leaves nothing that a terminal obeys, and keeps what JSON means', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(obeyed);
        expect(printable(printable(text))).toBe(printable(text));
        expect(JSON.parse(printable(JSON.stringify(text)))).toBe(text);
        expect(JSON.parse(quoted(text))).toBe(text);
        for (const written of [oneLine(text, 60), formatText(text), shellWord(text)]) {
          expect(written).not.toMatch(obeyed);
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

it('writes a word for a shell', () => {
  expect(['mpg', 'out/run-1', '北京', 'two words', "it's", '$x', '', "a\x1b'\\"].map(shellWord)).toEqual([
    'mpg',
    'out/run-1',
    '北京',
    "'two words'",
    "'it'\\''s'",
    "'$x'",
    "''",
    "$'a\\u001b\\'\\\\'",
  ]);
});

it('escapes what is in an error, whoever made it', () => {
  for (const error of [new AdamTrainError(hostile), new UsageError(`${hostile} and\nmore`)]) {
    expect(error.message).not.toMatch(obeyed);
    expect(error.message).toContain('\\u001b]0;');
  }
});
