import { expect, it } from 'vitest';
import { cutQuantile, logCdf, logMass } from '../../src/search/normal.js';
import { normal } from './studies.js';

/** To 1e-13 of what is asked for, or as many of 1. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    1e-13 * Math.max(1, Math.abs(expected)),
  );
}

it.each(normal.log_cdf)('has log Φ(%d)', (x, expected) => {
  expectNear(logCdf(x), expected);
});

it.each(normal.log_mass)('has log(Φ(b) − Φ(a)) for a %d and b %d', (a, b, expected) => {
  expect(Math.abs(logMass(a, b) - expected)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(expected)));
});

it.each(normal.cut_quantile)('has the quantile %d between %d and %d', (quantile, a, b, expected) => {
  expect(Math.abs(cutQuantile(quantile, a, b) - expected)).toBeLessThanOrEqual(
    1e-11 * Math.max(1, Math.abs(expected)),
  );
});

it('begins its quantiles at the low end', () => {
  expect(cutQuantile(0, -2, 3)).toBe(-2);
});
