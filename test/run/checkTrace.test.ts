import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkTrace } from '../../src/run/checkTrace.js';
import { cellsOf, traceColumns } from '../../src/run/trace.js';
import { traceRow } from '../charts/traces.js';

const folder = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('pauses while it counts a long trace, so that a signal is heard', () => {
  const path = join(folder, 'trace.csv');
  const cells = cellsOf(traceRow({ moment: 'epoch_end' }))
    .slice(2)
    .join(',');
  const lines = Array.from({ length: 10_000 }, (_, i) => `${i + 1},${i + 1},${cells}\n`);
  writeFileSync(path, `${traceColumns.join(',')}\n${lines.join('')}`);
  const steps = [...pausesOf(checkTrace(path, { epochs: 10_000, linesAStep: 1, hasLastStep: true }))];
  expect(steps).toEqual(['pause', 'pause', 0]);
});

function* pausesOf(work: Generator<undefined, number, undefined>) {
  for (let step = work.next(); ; step = work.next()) {
    yield step.done ? step.value : 'pause';
    if (step.done) return;
  }
}
