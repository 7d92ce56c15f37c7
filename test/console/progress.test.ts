import { describe, expect, it } from 'vitest';
import { createProgress, progressLine } from '../../src/console/progress.js';
import { formatCount } from '../../src/format.js';
import { historyOf } from '../charts/histories.js';

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
