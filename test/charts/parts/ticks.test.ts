import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTick, logAxis, logTick } from '../../../src/charts/parts/ticks.js';
import { expectClose } from '../../goldens.js';

const labels = (callback: typeof linearTick, values: number[]) => {
  const ticks = values.map((value) => ({ value }));
  return values.map((value, i) => callback(value, i, ticks));
};

describe('a linear axis', () => {
  it.each([
    [
      [0, 5000, 10000],
      ['0', '5,000', '10,000'],
    ],
    [
      [-0.5, 0, 0.5],
      ['-0.5', '0', '0.5'],
    ],
    [
      [0.1, 0.2, 0.30000000000000004],
      ['0.1', '0.2', '0.3'],
    ],
    [
      [-0.25, -5e-17, 0.25],
      ['-0.25', '0', '0.25'],
    ],
    [
      [0, 2500000, 5000000],
      ['0', '2.5M', '5M'],
    ],
    [
      [0, 500000, 1000000, 1500000],
      ['0', '0.5M', '1M', '1.5M'],
    ],
    [
      [-2e9, -1e9, 0],
      ['-2B', '-1B', '0'],
    ],
    [
      [0, 1e-4, 2e-4],
      ['0', '0.0001', '0.0002'],
    ],
    [
      [1000000.1, 1000000.2],
      ['1,000,000.1', '1,000,000.2'],
    ],
    [
      [0, 5e-7, 1e-6],
      ['0', '5.0e-7', '1.0e-6'],
    ],
    [
      [0, 1e20],
      ['0', '1e+20'],
    ],
    [[3], ['3']],
  ])('shows %j as %j', (values, expected) => expect(labels(linearTick, values)).toEqual(expected));
});

describe('a log axis', () => {
  it.each([
    ['a narrow range', 35_500, 40_500, { min: 20_000, max: 50_000, ticks: [20_000, 50_000] }],
    ['one value', 10, 10, { min: 10, max: 20, ticks: [10, 20] }],
    ['two decades', 4, 300, { min: 2, max: 500, ticks: [2, 5, 10, 20, 50, 100, 200, 500] }],
    ['five decades', 0.003, 250, { min: 0.001, max: 1000, ticks: [0.001, 0.01, 0.1, 1, 10, 100, 1000] }],
  ])('frames %s', (_, lowest, highest, expected) => {
    const { min, max, ticks } = logAxis(lowest, highest);
    expectClose([min, max, ...ticks], [expected.min, expected.max, ...expected.ticks], 1e-12);
  });

  it('has regular powers, few enough to read, around any range', () => {
    const exponent = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(exponent, exponent, (a, b) => {
        const [lowest, highest] = [10 ** Math.min(a, b), 10 ** Math.max(a, b)];
        const { min, max, ticks } = logAxis(lowest, highest);
        expect(min).toBeLessThanOrEqual(lowest);
        expect(max).toBeGreaterThanOrEqual(highest);
        expect(ticks.every((tick) => tick >= min && tick <= max)).toBe(true);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(12);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('writes its ticks in one way', () => {
    expect(labels(logTick, [10 ** -4, 0.0002, 0.05, 2, 5000])).toEqual([
      '0.0001',
      '0.0002',
      '0.05',
      '2',
      '5,000',
    ]);
    expect(labels(logTick, [1e-5, 0.001, 0.1, 10])).toEqual(['1e-5', '1e-3', '1e-1', '1e+1']);
    expect(labels(logTick, [1000, 2e6])).toEqual(['1e+3', '2e+6']);
  });
});
