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

// Python's decimal, to 80 digits: (Decimal(0.96).ln() * Decimal(exponent)).exp()
it.each([
  [0.004, 0.9998367253526753],
  [0.012, 0.9995102560295045],
  [0.1, 0.9959261213978506],
  [0.5, 0.9797958971132712],
  [2.5, 0.9029798987795907],
  [6, 0.7827577896959999],
  [17.3, 0.49350588004221996],
  [3e-9, 0.999999999877534],
  [700.75, 3.771955430622787e-13],
])('gives the nearest double to 0.96 to the %d', (exponent, value) => {
  expect(power(0.96, exponent)).toBe(value);
});

it('is 0, 1 or nothing to speak of at the ends', () => {
  expect(power(0, 7)).toBe(0);
  expect(power(1, 1e9)).toBe(1);
  expect(power(0.9, 1e6)).toBe(0);
  expect(power(0.96, 0)).toBe(1);
  expect(power(0.999, 3000)).toBe(nearest(0.999, 3000));
});
