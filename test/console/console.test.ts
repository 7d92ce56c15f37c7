import { describe, expect, it } from 'vitest';
import { describeOptimizer, describeTexts } from '../../src/config/describe.js';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { divergedError } from '../../src/console/divergence.js';
import { formatPairs } from '../../src/console/pairs.js';
import { createProgress, progressLine } from '../../src/console/progress.js';
import { formatCount, formatNumber, formatR2, formatSeconds } from '../../src/format.js';
import { historyOf } from '../charts/histories.js';
import { trainConfig } from '../trainConfigs.js';

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

  it('pairs in columns', () => {
    expect(
      formatPairs([
        ['a', '1'],
        ['long', '2'],
      ]),
    ).toEqual(['a     1', 'long  2']);
    expect(formatCount(1234567)).toBe('1,234,567');
  });
});

it('names what differs from the defaults of Adam', () => {
  expect(describeOptimizer(trainConfig().optimizer)).toBe('Adam lr 0.001');
  const other = trainConfig({
    beta1: 0.5,
    epsilon: 0.001,
    weightDecay: 0.1,
    decoupledWeightDecay: true,
    amsgrad: true,
  });
  expect(describeOptimizer(other.optimizer)).toBe(
    'Adam lr 0.001, betas 0.5, 0.999, eps 0.001, decoupled weight decay 0.1, AMSGrad',
  );
});

describe('the progress line of a terminal', () => {
  const record = { ...historyOf([40147.98, 123.456])[1], seconds: 4 } as ReturnType<typeof historyOf>[0];

  it('has a bar, the epoch, both losses and the time left', () => {
    expect(progressLine(0.5, 4, record, 80)).toBe(
      `${'█'.repeat(12)}${'░'.repeat(12)} epoch 2/4  train 123.46  test 111.11  4.0 s left`,
    );
  });

  it.each([20, 30, 40, 50, 60, 80, 200])('fits in %i columns, whole figures only', (columns) => {
    const line = progressLine(0.5, 100_000, record, columns);
    expect(line.length).toBeLessThan(columns);
    expect(line).toContain('epoch 2/100,000');
    expect(line).toMatch(/(100,000|train 123\.46|test 111\.11|left)$/);
  });

  it('begins before the first epoch ends', () => {
    expect(progressLine(0, 4, undefined, 80)).toBe(`${'░'.repeat(24)} epoch 0/4`);
  });
});

describe('progress that is no terminal', () => {
  const written = (epochs: number, quiet = false) => {
    const lines: string[] = [];
    const stream = {
      isTTY: false,
      write: (text: string) => lines.push(text),
    } as unknown as NodeJS.WriteStream;
    const progress = createProgress(epochs, stream, quiet);
    for (const record of historyOf(Array.from({ length: epochs }, () => 1))) progress.update(record);
    progress.stop();
    return lines;
  };

  it.each([1, 5, 12, 13, 200, 1001])(
    'takes at most 13 lines for %i epochs, the last one among them',
    (epochs) => {
      const lines = written(epochs);
      expect(lines.length).toBeLessThanOrEqual(13);
      expect(lines.length).toBeGreaterThanOrEqual(Math.min(epochs, 7));
      expect(lines.at(-1)).toContain(`epoch ${formatCount(epochs)}/${formatCount(epochs)} `);
      expect(lines.join('')).not.toContain('\u001b');
    },
  );

  it('is nothing when quiet', () => expect(written(10, true)).toEqual([]));
});

describe('divergence in the first epoch', () => {
  const cause = (changes: Partial<FlatSettings>, losses = [Infinity]) =>
    divergedError(historyOf(losses).at(-1), trainConfig(changes)).message;

  it('on a file is put down to the size of its target, unless that is standardized', () => {
    const data = { data: 'prices.csv', target: 'price', standardizeTarget: false };
    expect(cause(data)).toMatch(
      /epoch 1: .*; the likely cause is a target too large.*try --standardize-target\.$/,
    );
    for (const other of [
      cause({ ...data, standardizeTarget: true }),
      cause(data, [1, Infinity]),
      cause({}),
    ]) {
      expect(other).toMatch(/the likely cause is the learning rate: try --lr 0\.0001\.$/);
    }
  });
});

describe('columns of text', () => {
  const number = { name: 'n', kind: 'number' as const };
  const text = (name: string, count: number) => ({
    name,
    kind: 'category' as const,
    categories: Array.from({ length: count }, (_, i) => String(i)),
  });

  it('are named with what each becomes', () => {
    expect(describeTexts({ features: [number], target: 'y' })).toBeUndefined();
    const features = [text('a\nb', 1), number, text('origin', 3)];
    expect(describeTexts({ features, target: 'y' })).toBe('"a\\nb" (1 category), origin (3 categories)');
    const many = Array.from({ length: 10 }, () => text('a', 2));
    expect(describeTexts({ features: many, target: 'y' })).toMatch(/ and 2 more columns$/);
  });
});
