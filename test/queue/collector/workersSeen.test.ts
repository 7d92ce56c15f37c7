import { expect, it } from 'vitest';
import { WorkersSeen } from '../../../src/queue/collector/workersSeen.js';
import type { RunEnvironment } from '../../../src/run/configJson.js';

const trainedBy = (fma: boolean): RunEnvironment => ({
  program: 'adam-train',
  version: '1',
  engine: 'wasm',
  fma,
});

it('numbers workers as they come, and says once of kernels of several kinds', () => {
  const said: string[] = [];
  const seen = new WorkersSeen((sentence) => said.push(sentence));
  expect(seen.numberOf('b', trainedBy(true))).toBe(1);
  expect(seen.numberOf('a', undefined)).toBe(2);
  expect(seen.numberOf('b', trainedBy(true))).toBe(1);
  expect(said).toEqual([]);
  for (const fma of [false, true, false]) seen.numberOf('a', trainedBy(fma));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/numbers differ in the last digits\.$/);
});

it('says that there is no worker whenever the last one is gone', () => {
  const said: string[] = [];
  const seen = new WorkersSeen((sentence) => said.push(sentence));
  for (const isAny of [false, false, true, true, false, false]) seen.look(isAny);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain('run adam-train worker');
});
