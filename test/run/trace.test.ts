import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { RunFolder } from '../../src/run/runFolder.js';
import { readTrace, TraceFile } from '../../src/run/trace.js';
import type { TraceRow } from '../../src/training/trace/adamTrace.js';
import { tracedEpochs } from '../../src/training/trace/tracedEpochs.js';
import { atOnce } from '../../src/turns.js';
import { traceRow } from '../charts/traces.js';

const path = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(path, { recursive: true, force: true }));
const folder = new RunFolder('trace', path);
const file = folder.file('trace.csv');
const content = () => readFileSync(file, 'utf8');

function write(epochs: number, rows: readonly TraceRow[]): TraceFile {
  const trace = new TraceFile(folder, epochs);
  trace.append(rows);
  trace.close();
  return trace;
}

const rows = [1, 2, 3].flatMap((epoch) =>
  ['layer1.weight', 'all'].map((parameter) => traceRow({ epoch, t: epoch, parameter, updateNorm: 1 / 3 })),
);

it('reads back what it wrote; what is not finite is NaN', () => {
  const odd = traceRow({ epoch: 4, t: 4, updateRatio: Number.POSITIVE_INFINITY });
  write(0, [...rows, odd]);
  expect(atOnce(readTrace(file, 4))).toEqual([...rows, { ...odd, updateRatio: Number.NaN }]);
});

it('is cut back to the epochs that are done, whatever stands after them', () => {
  write(0, rows.slice(0, 4));
  const short = content();
  write(0, rows);
  const whole = content();
  writeFileSync(file, `${whole}4,4,epoch_end,lay`);
  expect(write(2, []).lastEpoch).toBe(2);
  expect(content()).toBe(short);
  write(2, rows.slice(4));
  expect(content()).toBe(whole);
});

it('leaves out the last epoch of a run that is extended, as if it had gone through', () => {
  const long = Array.from({ length: 1003 }, (_, i) => traceRow({ epoch: i + 1, t: i + 1 }));
  write(
    0,
    long.filter(({ epoch }) => epoch !== 1001),
  );
  const last = (goesOn: boolean) => {
    new TraceFile(folder, 1003, goesOn).close();
    return atOnce(readTrace(file, 1003)).at(-1)?.epoch;
  };
  expect([last(false), last(true)]).toEqual([1003, 1002]);
});

it('tells how far the earlier trace went, and begins anew without one', () => {
  write(0, rows.slice(0, 2));
  expect(write(3, []).lastEpoch).toBe(1);
  rmSync(file);
  expect(write(3, rows.slice(4)).lastEpoch).toBe(0);
  expect(atOnce(readTrace(file, 3))).toEqual(rows.slice(4));
});

it('reads of a long trace that has every epoch the beginning whole, and no more than is traced now', () => {
  const long = Array.from({ length: 8001 }, (_, i) => traceRow({ epoch: i + 1, t: i + 1 }));
  write(0, long);
  const epochs = atOnce(readTrace(file, long.length)).map(({ epoch }) => epoch);
  expect(epochs.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(epochs.length).toBe(tracedEpochs(8001) + 1);
  expect(epochs.at(-1)).toBe(8001);
});

it.each([
  ['', 'it is empty'],
  ['epoch,t\n1,1\n', 'its first line is no header of ours'],
])('refuses a file that begins with %j', (text, why) => {
  writeFileSync(file, text);
  expect(() => atOnce(readTrace(file, 1))).toThrow(`${file} is damaged: ${why}.`);
  if (text !== '') expect(() => new TraceFile(folder, 1)).toThrow('is no header of ours');
});
