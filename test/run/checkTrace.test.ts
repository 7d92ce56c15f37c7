import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkTrace } from '../../src/run/checkTrace.js';
import { cellsOf, traceColumns } from '../../src/run/trace.js';
import { isTracedEpoch } from '../../src/training/trace/tracedEpochs.js';
import { atOnce } from '../../src/turns.js';
import { traceRow } from '../charts/traces.js';

const folder = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'trace.csv');
const cells = cellsOf(traceRow({ moment: 'epoch_end' }))
  .slice(2)
  .join(',');

/** A trace of these epochs of one step. */
function write(epochs: readonly number[]): void {
  writeFileSync(
    path,
    [traceColumns.join(','), ...epochs.map((epoch) => `${epoch},${epoch},${cells}`), ''].join('\n'),
  );
}

describe('a long run', () => {
  const traced = Array.from({ length: 3003 }, (_, i) => i + 1).filter(isTracedEpoch);
  const lacking = (epochs: readonly number[], hasLastStep = true) => {
    write(epochs);
    return atOnce(checkTrace(path, { epochs: 3003, linesAStep: 1, hasLastStep }));
  };

  it.each([
    ['its last epoch', [...traced, 3003]],
    ['no last epoch, as it was interrupted', traced],
    ['every epoch, as an earlier version wrote it', Array.from({ length: 3003 }, (_, i) => i + 1)],
  ])('lacks nothing with %s', (_, epochs) => expect(lacking(epochs)).toBe(0));

  it('is known to lack what would be traced', () => {
    expect(lacking(traced.filter((epoch) => epoch <= 1500 || epoch > 2500))).toBe(250 + 125);
    expect(() => lacking(traced.slice(0, -1))).toThrow('ends with epoch 2996, and summary.json counts 3003');
  });
});

it('pauses while it counts a long trace, so that a signal is heard', () => {
  write(Array.from({ length: 10_000 }, (_, i) => i + 1));
  const steps = [...pausesOf(checkTrace(path, { epochs: 10_000, linesAStep: 1, hasLastStep: true }))];
  expect(steps).toEqual(['pause', 'pause', 0]);
});

function* pausesOf(work: Generator<undefined, number, undefined>) {
  for (let step = work.next(); ; step = work.next()) {
    yield step.done ? step.value : 'pause';
    if (step.done) return;
  }
}
