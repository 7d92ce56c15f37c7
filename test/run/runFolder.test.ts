import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryName } from '../../src/files/leftOvers.js';
import { RunFolder } from '../../src/run/runFolder.js';
import { temporaryFolder } from '../e2e/program.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const at = (name: string) => join(folder.path, name);

it('loses what killed processes left in every form, also from the folders in it', () => {
  mkdirSync(at('run/checkpoints'), { recursive: true });
  const name = temporaryName().replace(`-${process.pid}-`, `-${process.ppid}-`);
  for (const path of [`run/${name}`, `run/checkpoints/${name}`, 'run/metrics.csv.12.tmp']) {
    writeFileSync(at(path), '');
  }
  new RunFolder('run', at('run')).sweep();
  expect(readdirSync(at('run'), { recursive: true })).toEqual(['checkpoints']);
});
