import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimal } from '../../../../src/data/csv/numbers/decimal.js';
import { finite } from '../../../../src/settings/numbers.js';

describe('a number', () => {
  const pieces = [
    '+',
    '-',
    '.',
    'e',
    'E',
    '0',
    '1',
    '9',
    'x',
    'X',
    'b',
    'o',
    ' ',
    '\t',
    '\u00A0',
    '_',
    ',',
    'Infinity',
    'NaN',
  ];
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')),
    fc.double().map(String),
    fc.string(),
  );

  it('is what a flag takes for one', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(readDecimal(text)).toEqual(finite.read(text));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it.each(['', ' ', '.', '+', '0x10', ' 0x10', '0b1', '0o7', '1_000', '1e', 'Infinity', '1,5', '--1'])(
    '%j is none',
    (text) => expect(readDecimal(text)).toBeNaN(),
  );
});
