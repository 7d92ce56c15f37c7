import fc from 'fast-check';
import { expect, it } from 'vitest';
import { thinningHistory } from '../../../src/charts/loss/curves.js';
import { lossConfiguration } from '../../../src/charts/loss/lossChart.js';
import type { EpochRecord } from '../../../src/training/history.js';
import { historyOf } from '../histories.js';

function thin(history: readonly EpochRecord[], columns: number, marked?: number): EpochRecord[] {
  const thinned = thinningHistory(history.length, columns, marked);
  for (const record of history) thinned.add(record);
  return thinned.end();
}

it('keeps a history that the picture has room for', () => {
  const history = historyOf([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(thin(history, 2)).toEqual(history);
});

it('keeps what the chart of the whole history shows, and the marked epoch', () => {
  const loss = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(loss, loss, fc.constantFrom(0.1, 0.01)), { minLength: 30, maxLength: 400 }),
      fc.integer({ min: 2, max: 20 }),
      fc.nat(),
      (drawn, columns, place) => {
        const history = historyOf(
          drawn.map(([train]) => train),
          drawn.map(([, test]) => test),
        ).map((record, i) => ({ ...record, learningRate: drawn[i]?.[2] as number }));
        const marked = 1 + (place % history.length);
        const kept = thin(history, columns, marked);
        expect(kept.map(({ epoch }) => epoch)).toContain(marked);
        const epochs = kept.map(({ epoch }) => epoch);
        expect(epochs).toEqual([...new Set(epochs)].sort((a, b) => a - b));
        for (const yScale of ['linear', 'log'] as const) {
          const shown = (of: readonly EpochRecord[]) =>
            lossConfiguration({ history: of, yScale }, [], { width: columns, height: columns }).data.datasets;
          shown(history).forEach(({ data }, curve) => {
            const points = shown(kept)[curve]?.data.map(({ x, y }) => `${x} ${y}`);
            expect(points).toEqual(expect.arrayContaining(data.map(({ x, y }) => `${x} ${y}`)));
          });
        }
      },
    ),
    { seed: 1, numRuns: 100 },
  );
});

it('keeps no more of a long history than of one that is ten times shorter', () => {
  const wave = (epochs: number) =>
    historyOf(Array.from({ length: epochs }, (_, i) => 2 + Math.sin(i * i) / (1 + i)));
  const [short, long] = [thin(wave(10_000), 100), thin(wave(100_000), 100)];
  expect(long.length).toBeLessThan(1.2 * short.length);
  expect(long.length).toBeLessThan(100 * 16);
});
