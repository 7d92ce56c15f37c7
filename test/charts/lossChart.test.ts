import { describe, expect, it } from 'vitest';
import { lossChart } from '../../src/charts/lossChart.js';
import { subtitleLines } from '../../src/charts/subtitle.js';
import { historyOf } from './histories.js';

const chart = (train: number[], scale: 'auto' | 'linear' | 'log' = 'auto', test?: number[]) =>
  lossChart(historyOf(train, test), ['seed 42'], { yScale: scale });

it('draws both losses over the epochs, from 1', () => {
  const { data } = chart([4, 3, 2], 'auto', [5, 4, 3]);
  const [training, testing] = data.datasets;
  expect(training).toMatchObject({ label: 'Training Loss', borderColor: '#0b3fd6' });
  expect(training?.borderDash).toBeUndefined();
  expect(training?.data).toEqual([
    { x: 1, y: 4 },
    { x: 2, y: 3 },
    { x: 3, y: 2 },
  ]);
  expect(testing).toMatchObject({ label: 'Testing Loss', borderColor: '#d1242f', borderDash: [8, 5] });
  expect(testing?.data.map(({ y }) => y)).toEqual([5, 4, 3]);
});

it('has the titles, and a fill from one curve to the other', () => {
  const { data, options } = chart([4, 3, 2]);
  expect(options?.plugins?.title?.text).toBe('Training vs Testing Loss');
  expect(options?.plugins?.subtitle?.text).toEqual(['seed 42']);
  expect(options?.scales?.['x']).toMatchObject({ title: { text: 'Epochs' } });
  expect(options?.scales?.['y']).toMatchObject({ title: { text: 'Loss' } });
  expect(data.datasets[0]?.fill).toMatchObject({ target: 1 });
});

describe('the vertical scale', () => {
  const type = (...args: Parameters<typeof chart>) => chart(...args).options?.scales?.['y']?.type;

  it('is log when the losses span more than 20x', () => {
    expect(type([20, 1], 'auto', [20, 1])).toBe('linear');
    expect(type([20.1, 1], 'auto', [20, 1])).toBe('logarithmic');
  });

  it('is what is asked for', () => {
    expect(type([1000, 1], 'linear')).toBe('linear');
    expect(type([2, 1], 'log')).toBe('logarithmic');
  });

  it('is linear where a loss is zero, which a log axis cannot show', () => {
    expect(type([1000, 1, 0])).toBe('linear');
    expect(chart([1000, 0], 'log').data.datasets[0]?.data.map(({ y }) => y)).toEqual([1000, Number.NaN]);
  });

  it('does not look at losses that are not finite', () => {
    expect(type([10, 9, Number.POSITIVE_INFINITY], 'auto', [10, 9, Number.NaN])).toBe('linear');
    expect(type([Number.NaN], 'log', [Number.NaN])).toBe('linear');
  });
});

it('shows the points of a history too short for a line', () => {
  expect(chart([3]).data.datasets[0]?.pointRadius).toBe(5);
  expect(chart([3, 2, 1]).data.datasets[0]?.pointRadius).toBe(0);
});

describe('subtitle lines', () => {
  it('breaks between phrases only', () => {
    expect(subtitleLines(['aaaa', 'bbbb', 'cccc'], 14)).toEqual(['aaaa  ·  bbbb', 'cccc']);
    expect(subtitleLines(['aaaa', 'bbbb', 'cccc', 'd'], 25)).toEqual(['aaaa  ·  bbbb', 'cccc  ·  d']);
  });

  it('cuts a phrase that no line could hold', () => {
    expect(subtitleLines(['x'.repeat(30)], 10)).toEqual([`${'x'.repeat(9)}…`]);
  });
});
