import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { digestHistory } from '../../src/job/historyDigest.js';
import { MetricsFile } from '../../src/run/metrics.js';
import { RunFolder } from '../../src/run/runFolder.js';
import { atOnce } from '../../src/turns.js';
import { historyOf } from '../charts/histories.js';

const folder = new RunFolder('run', mkdtempSync(join(tmpdir(), 'adam-train-')));
afterAll(() => rmSync(folder.path, { recursive: true }));
const path = folder.file('metrics.csv');

it('has all of a short history', () => {
  const history = historyOf([4, 3, 2, 3]);
  new MetricsFile(folder, false, { history }).close();
  const digest = atOnce(digestHistory(path, { epochs: 4, bestEpoch: 3 }));
  expect(digest).toEqual({
    drawn: history,
    sample: history,
    best: history[2],
    last: history[3],
    millisecondsPerEpoch: expect.closeTo(10, 6),
  });
});

it('has the ends, the best and the lowest epoch of a long one, and little between', () => {
  const losses = Array.from({ length: 100_000 }, (_, i) => 5 + Math.sin(i));
  losses[77_776] = 0.5;
  new MetricsFile(folder, false, { history: historyOf(losses) }).close();
  const { sample, drawn, best, last } = atOnce(
    digestHistory(path, { epochs: losses.length, bestEpoch: 55_555 }),
  );
  expect(sample.map(({ epoch }) => epoch)).toEqual(expect.arrayContaining([1, 77_777, 100_000]));
  expect(sample.length).toBeLessThan(4010);
  expect(drawn.length).toBeLessThan(12_000);
  expect([best?.epoch, last?.epoch]).toEqual([55_555, 100_000]);
});

it.each([2, 4])('counts the epochs: %i are not three', (epochs) => {
  new MetricsFile(folder, false, { history: historyOf([4, 3, 2]) }).close();
  expect(() => atOnce(digestHistory(path, { epochs, bestEpoch: 1 }))).toThrow(
    `${path} is damaged: it has 3 epochs, and the run counts ${epochs}.`,
  );
  writeFileSync(path, '');
  expect(() => atOnce(digestHistory(path, { epochs, bestEpoch: 1 }))).toThrow('it is empty');
});
