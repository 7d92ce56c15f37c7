import { describe, expect, it } from 'vitest';
import { formatCount, formatNumber, formatR2, formatRange, formatSeconds } from '../src/format.js';

describe('formats', () => {
  it.each([
    [null, '–'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, 'infinite'],
    [0, '0'],
    [40147.98, '40,148'],
    [0.86603, '0.86603'],
    [1.23e-7, '1.230e-7'],
    [-2.5e12, '-2.500e+12'],
  ])('the number %s as %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    [0.0421, '42 ms'],
    [2.44, '2.4 s'],
    [200, '3 min 20 s'],
    [7300, '2 h 1 min'],
  ])('%s seconds as %s', (value, text) => expect(formatSeconds(value)).toBe(text));

  it.each([
    [null, 'undefined'],
    [1, '1.0000'],
    [0.99999, '> 0.9999'],
    [0.86603, '0.8660'],
    [-1e-6, '0.0000'],
    [-3.2, '-3.2000'],
    [-27931487.9, '-27,931,000'],
  ])('R² of %s as %s', (value, text) => expect(formatR2(value)).toBe(text));

  it('a count with commas', () => expect(formatCount(1234567)).toBe('1,234,567'));
});

it.each([
  [9, 46.6, 23.51456, '9 … 46.6, 23.515'],
  [3, 8, 5.4754, '3 … 8, 5.4754'],
  [20240101, 20240228, 20240114.25, '20,240,101 … 20,240,228, 20,240,110'],
  [1e9 + 0.25, 1e9 + 0.75, 1e9 + 0.5, '1,000,000,000.3 … 1,000,000,000.8, 1,000,000,000.5'],
  [0.1234561, 0.1234569, 0.1234565, '0.1234561 … 0.1234569, 0.1234565'],
  [1.000001e-300, 1.000002e-300, 1.0000015e-300, '1.0000010e-300 … 1.0000020e-300, 1.0000015e-300'],
  [-1.7e308, 1.7e308, 0, '-1.700e+308 … 1.700e+308, 0'],
  [1.5, 1.5, 1.5, '1.5 … 1.5, 1.5'],
])('writes the range from %d to %d, and %d in it', (from, to, value, text) => {
  const { low, high, within } = formatRange(from, to);
  expect(`${low} … ${high}, ${within(value)}`).toBe(text);
});
