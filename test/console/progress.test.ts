import { describe, expect, it } from 'vitest';
import { createProgress, progressLine } from '../../src/console/progress.js';
import { formatCount } from '../../src/format.js';
import type { EpochRecord } from '../../src/training/history.js';
import { historyOf } from '../charts/histories.js';

describe('the progress line of a terminal', () => {
  const record = { ...historyOf([40147.98, 123.456])[1], seconds: 4 } as ReturnType<typeof historyOf>[0];
  const shown = { record, bestEpoch: undefined };

  it('has a bar, the epoch, both losses and the time left', () => {
    expect(progressLine(0.5, 4, shown, 80)).toBe(
      `${'█'.repeat(12)}${'░'.repeat(12)} epoch 2/4  train 123.46  test 111.11  4.0 s left`,
    );
  });

  it.each([20, 30, 40, 50, 60, 80, 200])('fits in %i columns, whole figures only', (columns) => {
    const line = progressLine(0.5, 100_000, shown, columns);
    expect(line.length).toBeLessThan(columns);
    expect(line).toContain('epoch 2/100,000');
    expect(line).toMatch(/(100,000|train 123\.46|test 111\.11|left)$/);
  });

  it('has the validation loss and the best epoch where they decide, before the test loss', () => {
    const validated = { record: { ...record, valLoss: 130 }, bestEpoch: 1 };
    expect(progressLine(0.5, 4, validated, 100)).toContain(
      ' epoch 2/4  train 123.46  val 130  best epoch 1  test 111.11  4.0 s left',
    );
    expect(progressLine(0.5, 4, { record, bestEpoch: 1 }, 100)).toContain(
      'train 123.46  test 111.11  best epoch 1  4.0 s left',
    );
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
    const progress = createProgress({ epochs, minDelta: 0 }, stream, quiet);
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

  it('counts the best epoch as early stopping does, from an earlier training on', () => {
    const lines: string[] = [];
    const stream = { write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
    const best = { epoch: 7, loss: 5 };
    const progress = createProgress({ epochs: 3, patience: 9, minDelta: 1, best }, stream, false);
    for (const [i, valLoss] of [4.5, 3.9, 3.5].entries()) {
      progress.update({ ...(historyOf([1])[0] as EpochRecord), epoch: i + 1, valLoss });
    }
    expect(lines.map((line) => /val .*best epoch \d/.exec(line)?.[0])).toEqual([
      'val 4.5  best epoch 7',
      'val 3.9  best epoch 2',
      'val 3.5  best epoch 2',
    ]);
  });

  it('is nothing when quiet', () => expect(written(10, true)).toEqual([]));
});
