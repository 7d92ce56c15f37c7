import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { RunFolder } from '../../src/run/runFolder.js';

/** An empty run folder, another for each test. */
export let path: string;
export let folder: RunFolder;

/** Gives each test of a file an empty run folder, and takes it away afterwards. */
export function inEmptyRun(): void {
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'adam-train-'));
    folder = new RunFolder('run', path);
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
}

/** Writes a file into the run folder, and gives its path. */
export function file(name: string, text: string): string {
  writeFileSync(join(path, name), text);
  return join(path, name);
}
