import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readCheckpoint } from '../../src/run/checkpoint/readCheckpoint.js';
import { isRunFolder } from '../../src/run/runFolder.js';
import { readCsv, readJson } from './program.js';

/** What runs of the same settings must share, to the bit: all that does not depend on how long anything took. */
export function timeless(folder: string) {
  const { state, metrics: _c, ...checkpoint } = readCheckpoint(folder) ?? {};
  const { seconds: _t, ...rest } = state ?? {};
  const {
    seconds: _s,
    milliseconds_per_epoch: _m,
    stage_seconds: _g,
    name: _n,
    ...summary
  } = readJson(folder, 'summary.json');
  return {
    files: readdirSync(folder, { recursive: true }).sort(),
    metrics: readCsv(folder, 'metrics.csv').map(({ seconds: _, ...row }) => row),
    predictions: sha256(join(folder, 'predictions.csv')),
    summary,
    checkpoint,
    state: rest,
  };
}

/** Checks that whatever moment the run's process was killed at, what it left can be read. Gives the epochs to go on after. */
export function expectReadable(folder: string): number {
  if (!existsSync(join(folder, 'config.json'))) return 0;
  expect(isRunFolder(folder)).toBe(true);
  const checkpoint = readCheckpoint(folder); // throws if it is damaged
  if (existsSync(join(folder, 'summary.json')))
    expect(readJson(folder, 'summary.json')).toHaveProperty('epochs');
  return checkpoint?.state.epoch ?? 0;
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
