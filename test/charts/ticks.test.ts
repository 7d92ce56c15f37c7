import { describe, expect, it } from 'vitest';
import { linearTick, logTick } from '../../src/charts/ticks.js';

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
  it('names 1, 2 and 5 of each power, and nothing that would round to them', () => {
    expect(labels(logTick, [1, 1.5, 2, 3, 5, 10, 15, 20, 1000])).toEqual([
      '1',
      '',
      '2',
      '',
      '5',
      '10',
      '',
      '20',
      '1,000',
    ]);
  });

  it('names powers alone when there are many', () => {
    expect(labels(logTick, [0.00001, 0.0002, 0.1, 2, 1e6])).toEqual(['1e-5', '', '0.1', '', '1e+6']);
  });
});
