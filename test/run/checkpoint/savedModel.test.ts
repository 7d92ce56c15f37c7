import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSavedModel } from '../../../src/run/checkpoint/savedModel.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adam-train-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ours = { environment: { program: 'adam-train', engine: 'wasm' } };

/** A run without checkpoints, and what is said of it. */
function said(name: string, status?: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'config.json'), JSON.stringify(ours));
  if (status !== undefined) {
    writeFileSync(join(path, 'summary.json'), JSON.stringify({ status, epochs: 5 }));
  }
  try {
    readSavedModel(path);
    return '';
  } catch (error) {
    return (error as Error).message.replaceAll(path, name);
  }
}

it('says why a run has no model, and what to do about it', () => {
  expect(said('young')).toBe(
    'young has no checkpoint yet; go on with adam-train resume young, or let the run end.',
  );
  expect(said('wild', 'diverged')).toBe(
    'A run to predict with must be sound, and wild diverged in epoch 5; train anew, with a smaller --lr.',
  );
});

it('says of a trial that it lost its model to --keep', () => {
  writeFileSync(join(folder, 'space.json'), JSON.stringify(ours));
  expect(said('trial-0002', 'completed')).toBe(
    'trial-0002 has no checkpoint: the sweep kept those of its best trials alone (--keep); name one of these, or train it anew with adam-train train --config trial-0002/config.json.',
  );
  expect(said('trial-0003', 'diverged')).toContain('diverged in epoch 5');
  expect(said('trial-0004')).toContain('has no checkpoint yet');
});
