import { expect, it } from 'vitest';
import { power } from '../../src/optimizers/power.js';

/** The nearest double to base^exponent, by whole numbers: a double is one of them over a power of two. */
function nearest(base: number, exponent: number): number {
  let shift = 0n;
  let numerator = base;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    shift++;
  }
  const whole = BigInt(numerator) ** BigInt(exponent);
  const places = shift * BigInt(exponent);
  const surplus = BigInt(whole.toString(2).length) - 53n;
  if (surplus <= 0n) return Number(whole) / 2 ** Number(places);
  const half = 1n << (surplus - 1n);
  const remainder = whole & ((half << 1n) - 1n);
  let mantissa = whole >> surplus;
  if (remainder > half || (remainder === half && (mantissa & 1n) === 1n)) mantissa++;
  return Number(mantissa) * 2 ** Number(surplus - places);
}

it.each([0.9, 0.999, 0.99, 0.5, 0.1, 0.9999, 1 / 3])(
  'gives the nearest double to the powers of %d',
  (base) => {
    const exponents = [...Array(200).keys()].map((i) => i + 1);
    for (const exponent of [...exponents, 250, 299]) {
      expect(power(base, exponent), `${base} to the ${exponent}`).toBe(nearest(base, exponent));
    }
  },
);

it('is 0, 1 or nothing to speak of at the ends', () => {
  expect(power(0, 7)).toBe(0);
  expect(power(1, 1e9)).toBe(1);
  expect(power(0.9, 1e6)).toBe(0);
  expect(power(0.999, 3000)).toBe(nearest(0.999, 3000));
});
