import { expect, it } from 'vitest';
import { csvRows, csvText } from '../../src/files/csvRows.js';

it('writes numbers that read back the same, and nothing for those that are not finite', () => {
  const numbers = [1 / 3, 1e300, 5e-324, -0.1, 123456789012, Number.NaN, Number.NEGATIVE_INFINITY];
  const cells = csvRows([numbers]).trimEnd().split(',');
  expect(cells.slice(0, 5).map(Number)).toEqual(numbers.slice(0, 5));
  expect(cells.slice(5)).toEqual(['', '']);
});

it.each([
  ['plain', 'plain'],
  ['a b', 'a b'],
  ['a, b', '"a, b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  [' blank', '" blank"'],
  ['', '""'],
])('writes the text %j as the cell %s', (text, cell) => {
  expect(csvText(text)).toBe(cell);
});
