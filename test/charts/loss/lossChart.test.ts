import { describe, expect, it } from 'vitest';
import { lossConfiguration } from '../../../src/charts/loss/lossChart.js';
import { subtitleLines } from '../../../src/charts/parts/subtitle.js';
import { historyOf } from '../histories.js';

const chart = (train: number[], scale: 'auto' | 'linear' | 'log' = 'auto', test?: number[]) =>
  lossConfiguration({ history: historyOf(train, test), yScale: scale }, ['seed 42']);

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
  expect(options?.scales?.['y']).toMatchObject({ title: { text: 'Loss (linear scale)' } });
  const named = lossConfiguration({ history: historyOf([4, 3]), yScale: 'linear', lossTitle: 'Huber' }, []);
  expect(named.options?.scales?.['y']).toMatchObject({ title: { text: 'Loss (Huber, linear scale)' } });
  expect(data.datasets[0]?.fill).toMatchObject({ target: 1 });
});

it('says what the loss is, and the scale', () => {
  const title = (yScale: 'linear' | 'log') => {
    const shown = { history: historyOf([4, 3, 2]), yScale, lossTitle: 'mean squared error' };
    return lossConfiguration(shown, []).options?.scales?.['y'];
  };
  expect(title('linear')).toMatchObject({ title: { text: 'Loss (mean squared error, linear scale)' } });
  expect(title('log')).toMatchObject({ title: { text: 'Loss (mean squared error, log scale)' } });
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

describe('validation', () => {
  const history = historyOf([4, 3, 2]).map((record, i) => ({ ...record, valLoss: [5, 3, 4][i] as number }));

  it('has a curve of its own, told apart by its dots', () => {
    const { datasets } = lossConfiguration({ history, yScale: 'auto' }, []).data;
    expect(datasets.map(({ label }) => label)).toEqual(['Training Loss', 'Testing Loss', 'Validation Loss']);
    expect(datasets[2]?.data.map(({ y }) => y)).toEqual([5, 3, 4]);
    expect(new Set(datasets.map(({ borderDash }) => JSON.stringify(borderDash))).size).toBe(3);
  });

  it('counts for the vertical scale', () => {
    const high = history.map((record) => ({ ...record, valLoss: 1000 }));
    expect(lossConfiguration({ history: high, yScale: 'auto' }, []).options?.scales?.['y']?.type).toBe(
      'logarithmic',
    );
  });
});

it('marks the best epoch if it is in the history', () => {
  const marks = (bestEpoch?: number) =>
    lossConfiguration({ history: historyOf([4, 3, 2]), yScale: 'auto', bestEpoch }, []).plugins?.map(
      ({ id }) => id,
    );
  expect(marks(3)).toEqual(['marked-point']);
  expect(marks(4)).toEqual([]);
  expect(marks()).toEqual([]);
});

describe('the learning rate', () => {
  const withRates = (rates: number[]) =>
    lossConfiguration(
      {
        history: historyOf(rates.map(() => 1)).map((record, i) => ({
          ...record,
          learningRate: rates[i] as number,
        })),
        yScale: 'auto',
      },
      [],
    );
  const panel = (rates: number[]) => withRates(rates).options?.scales?.['learningRate'];

  it('has a panel of its own where it changes', () => {
    expect(panel([0.1, 0.1, 0.1])).toBeUndefined();
    expect(withRates([0.1, 0.1]).data.datasets).toHaveLength(2);
    const { data, options } = withRates([0.1, 0.1, 0.05]);
    expect(data.datasets.map(({ yAxisID }) => yAxisID)).toEqual(['y', 'y', 'learningRate']);
    expect(data.datasets[2]?.data.map(({ y }) => y)).toEqual([0.1, 0.1, 0.05]);
    expect(options?.scales?.['learningRate']).toMatchObject({ stack: 'panels' });
    expect(options?.scales?.['y']).toMatchObject({ stack: 'panels' });
  });

  it('is drawn in powers where much of it would lie flat upon zero', () => {
    expect(panel([0.1, 0.05, 0.02, 0.001])?.type).toBe('linear');
    expect(panel([0.1, 0.01, 0.001, 0.0001])?.type).toBe('logarithmic');
    expect(panel([0.1, 0.01, 0, 0])?.type).toBe('linear');
  });
});

it('keeps to a few thousand points, however many epochs there are', () => {
  const losses = Array.from({ length: 20_000 }, (_, i) => 1 + (i % 7));
  losses[12_345] = 100;
  const [training] = chart(losses).data.datasets;
  expect(training?.data.length).toBeLessThanOrEqual(3600);
  expect(training?.data).toContainEqual({ x: 12_346, y: 100 });
  expect(training?.data.at(-1)?.x).toBe(20_000);
});

it('shows what the font lacks in the settings by its code, and says so', () => {
  const { options } = lossConfiguration({ history: historyOf([4, 3]), yScale: 'auto' }, ['燃料.csv']);
  expect(String(options?.plugins?.subtitle?.text)).toBe(
    'U+71C3 U+6599.csv  ·  characters that the font lacks are shown as U+…',
  );
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
