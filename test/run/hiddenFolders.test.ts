import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  asideName,
  hiddenName,
  makeHiddenFolder,
  names,
  restore,
  tidy,
} from '../../src/run/hiddenFolders.js';
import { checkRunFolder } from '../../src/run/readRun.js';
import { RunLock } from '../../src/run/runLock.js';
import { temporaryFolder } from '../e2e/program.js';

let folder: ReturnType<typeof temporaryFolder>;
let out: string;
beforeEach(() => {
  folder = temporaryFolder();
  out = folder.path;
});
afterEach(() => folder.remove());

/** A folder that a killed process held. */
function abandoned(name: string): string {
  const path = join(out, name);
  mkdirSync(join(path, 'checkpoints'), { recursive: true });
  writeFileSync(join(path, 'config.json'), '{"environment": {"program": "adam-train"}}');
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(path, 'lock'), JSON.stringify({ pid, host: hostname() }));
  return path;
}

describe('what a killed process left beside the runs', () => {
  it('goes, and what a living one has stays', () => {
    abandoned(hiddenName());
    mkdirSync(join(out, hiddenName())); // killed before it had a lock
    const { place, lock } = makeHiddenFolder(out);
    for (const name of ['.adam-train-mine', 'run-001']) mkdirSync(join(out, name));
    tidy(out);
    expect(
      readdirSync(out)
        .map((name) => join(out, name))
        .sort(),
    ).toEqual([place, join(out, '.adam-train-mine'), join(out, 'run-001')].sort());
    lock.release();
  });

  it('is put back where it is an earlier run and no new one has its name', () => {
    abandoned(asideName('a b.c'));
    expect(names(out)).toEqual(['a b.c']);
    tidy(out);
    expect(readdirSync(out)).toEqual(['a b.c']);
    expect(readdirSync(join(out, 'a b.c')).sort()).toEqual(['checkpoints', 'config.json']);
  });

  it('is put back also by a command that reads the run', () => {
    abandoned(asideName('a'));
    checkRunFolder(join(out, 'a'));
    expect(readdirSync(out)).toEqual(['a']);
  });

  it('goes where the new run has the name', () => {
    abandoned(asideName('a'));
    mkdirSync(join(out, 'a'));
    writeFileSync(join(out, 'a', 'config.json'), 'new');
    restore(join(out, 'a'));
    expect(readdirSync(out)).toHaveLength(2);
    tidy(out);
    expect(readdirSync(out)).toEqual(['a']);
    expect(readFileSync(join(out, 'a', 'config.json'), 'utf8')).toBe('new');
  });

  it('is left to a living process that is about to give it back', () => {
    const path = abandoned('a');
    const lock = RunLock.take(path);
    const aside = join(out, asideName('a'));
    renameSync(path, aside);
    lock.moveTo(aside);
    tidy(out);
    restore(path);
    expect(existsSync(path)).toBe(false);
    lock.release();
    restore(path);
    expect(existsSync(path)).toBe(true);
  });
});
