import { describe, expect, it } from 'vitest';
import { resolveTrainConfig } from '../../src/config/resolve.js';
import { advice } from '../../src/console/advice.js';
import { divergedError } from '../../src/console/divergence.js';
import { formatPairs } from '../../src/console/pairs.js';
import { createProgress, progressLine } from '../../src/console/progress.js';
import { describeOptimizer, describeTexts } from '../../src/console/settings.js';
import { formatCount, formatNumber, formatR2, formatSeconds } from '../../src/format.js';
import { historyOf } from '../charts/histories.js';

const { config } = resolveTrainConfig({});
const flat = Array.from({ length: 100 }, () => 10);

describe('advice', () => {
  it('says nothing of curves that have come to rest', () => {
    expect(advice(historyOf(flat), config)).toBeUndefined();
  });

  it('suggests more epochs or a larger rate while the loss falls', () => {
    const falling = flat.map((loss, i) => loss * 0.98 ** i);
    expect(advice(historyOf(falling), { ...config, epochs: 100 })).toBe(
      'The loss was still falling when training ended: try --epochs 200, or --lr 0.003.',
    );
  });

  it('names the best epoch when the test loss ended more than 5 % above it', () => {
    const test = flat.map((_, i) => (i < 40 ? 10 - 0.1 * i : 6.1 + 0.01 * i));
    expect(advice(historyOf(flat, test), config)).toBe(
      'The test loss was lowest at epoch 40 (6.1) and ended 16 % above it: try --patience 20, or --weight-decay 0.01.',
    );
    expect(advice(historyOf([1, 1], [1, 1.05]), config)).toBeUndefined();
    expect(advice(historyOf([1, 1], [1, 1.06]), config)).toMatch(/epoch 1 /);
  });

  it('sees a descent that has hardly begun', () => {
    const early = Array.from({ length: 20 }, (_, i) => 40_000 - 5 * i - i ** 2 / 2);
    expect(advice(historyOf(early), { ...config, epochs: 20 })).toMatch(/still falling.*--epochs 40/);
  });

  it('leaves a descent alone that has come to its floor', () => {
    const settled = Array.from({ length: 200 }, (_, i) => 10 + 1000 * 0.9 ** i);
    expect(advice(historyOf(settled), config)).toBeUndefined();
  });

  it('suggests a smaller rate when the loss ends above its start', () => {
    const climbing = Array.from({ length: 60 }, (_, i) => 40_000 * (1 + i));
    expect(advice(historyOf(climbing), { ...config, learningRate: 10 })).toBe(
      'The training loss ended above its start (40,000): try a smaller learning rate, --lr 1.',
    );
  });

  it('does not suggest to stop before the second epoch', () => {
    expect(advice(historyOf([5, 4, 3], [1, 2, 3]), config)).toMatch(/epoch 1 .*try more --samples/);
  });

  it('does not suggest to scale a learning rate of zero', () => {
    const falling = flat.map((loss, i) => loss * 0.9 ** i);
    expect(advice(historyOf(falling), { ...config, learningRate: 0 })).not.toContain('--lr');
  });

  it('has nothing to compare in a single epoch', () => {
    expect(advice(historyOf([5]), config)).toBeUndefined();
  });
});

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
  expect(describeOptimizer(config)).toBe('Adam lr 0.001');
  const other = {
    ...config,
    beta1: 0.5,
    epsilon: 0.001,
    weightDecay: 0.1,
    decoupledWeightDecay: true,
    amsgrad: true,
  };
  expect(describeOptimizer(other)).toBe(
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
  const cause = (changes: Partial<typeof config>, losses = [Infinity]) =>
    divergedError(historyOf(losses), { ...config, ...changes }).message;

  it('on a file is put down to the size of its target, unless that is standardized', () => {
    const data = { data: 'prices.csv', target: 'price' };
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
