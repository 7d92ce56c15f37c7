import { describe, expect, it } from 'vitest';
import { resolveTrainConfig } from '../../src/config/resolve.js';
import { advice } from '../../src/console/advice.js';
import { formatCount, formatNumber, formatPairs, formatSeconds } from '../../src/console/format.js';
import { createProgress } from '../../src/console/progress.js';
import { describeOptimizer } from '../../src/console/settings.js';
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
      'The test loss was lowest at epoch 40 (6.1) and ended 16 % above it: try --epochs 40, or --weight-decay 0.01.',
    );
    expect(advice(historyOf([1, 1], [1, 1.05]), config)).toBeUndefined();
    expect(advice(historyOf([1, 1], [1, 1.06]), config)).toMatch(/epoch 1 /);
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
