import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flatSettings } from '../../src/config/trainConfig.js';
import { AdamTrainError, UsageError } from '../../src/errors.js';
import { writeConfig } from '../../src/run/configJson.js';
import { NewRun } from '../../src/run/newRun.js';
import type { RunFolder } from '../../src/run/runFolder.js';
import { RunLock } from '../../src/run/runLock.js';
import type { NewRunSettings } from '../../src/run/runName.js';
import { trainConfig } from '../trainConfigs.js';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'adam-train-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const complete = (folder: RunFolder) => writeConfig(folder, flatSettings(trainConfig()), { backend: 'wasm' });

/** Makes a run folder as far as train does before it trains, and frees it. */
function make(options: NewRunSettings): RunFolder {
  const { folder, lock } = NewRun.begin(options).publish(complete);
  lock.release();
  return folder;
}
const claim = (name?: string, force = false) => make({ out, name, force });

/** A folder as a finished run leaves it. */
function oldRun(name: string) {
  const folder = claim(name);
  folder.write('loss.png', 'old');
  return folder;
}

/** Checks that the earlier run is as it was, with no lock, and nothing beside it. */
function expectUntouched(name: string): void {
  expect(readdirSync(out)).toEqual([name]);
  expect(readdirSync(join(out, name)).sort()).toEqual(['config.json', 'loss.png']);
  expect(readFileSync(join(out, name, 'loss.png'), 'utf8')).toBe('old');
}

describe('numbering', () => {
  it('counts from run-001', () => {
    expect([claim().name, claim().name]).toEqual(['run-001', 'run-002']);
  });

  it('goes on above the highest number, whatever is missing below or named otherwise', () => {
    for (const name of ['Run-007', 'run-x', 'other', 'run-0', 'my-run-900']) mkdirSync(join(out, name));
    writeFileSync(join(out, 'run-008'), 'a file');
    expect(claim().name).toBe('run-009');
    mkdirSync(join(out, 'run-1000'));
    expect(claim().name).toBe('run-1001');
  });

  it('makes the folders above', () => {
    const folder = make({ out: join(out, 'a', 'b'), name: undefined, force: false });
    expect(existsSync(join(out, 'a', 'b', 'run-001'))).toBe(true);
    expect(folder.path).toBe(join(out, 'a', 'b', 'run-001'));
  });
});

describe('a name that exists', () => {
  it('is not replaced if the new data are in it, by whatever path', () => {
    const folder = oldRun('a');
    const data = folder.file('data.csv');
    folder.write('data.csv', 'a,y\n');
    const other = join(out, 'link');
    symlinkSync(folder.path, other);
    for (const path of [data, join(other, 'data.csv')]) {
      expect(() => make({ out, name: 'a', force: true, data: path })).toThrow(
        /^--force must not take away the run's own data/,
      );
    }
    expect(readFileSync(data, 'utf8')).toBe('a,y\n');
    const beside = join(out, 'a.csv');
    writeFileSync(beside, '');
    expect(make({ out, name: 'a', force: true, data: beside }).path).toBe(folder.path);
  });

  it('is refused, and the old run untouched', () => {
    oldRun('a');
    expect(() => claim('a')).toThrow(UsageError);
    expect(readFileSync(join(out, 'a', 'loss.png'), 'utf8')).toBe('old');
  });

  it('is replaced with --force in one step, once the new run is complete', () => {
    oldRun('a').ensureFolder('checkpoints');
    const run = NewRun.begin({ out, name: 'a', force: true });
    expect(existsSync(join(out, 'a', 'loss.png'))).toBe(true);
    writeFileSync(run.file('data.csv'), 'x');
    const { folder, lock } = run.publish((described) => {
      expect(described.path).toBe(join(out, 'a'));
      expect(existsSync(join(out, 'a', 'loss.png'))).toBe(true);
      complete(described);
    });
    expect(folder.path).toBe(join(out, 'a'));
    expect(readdirSync(out)).toEqual(['a']);
    expect(readdirSync(join(out, 'a')).sort()).toEqual(['config.json', 'data.csv', 'lock']);
    expect(() => RunLock.take(folder.path)).toThrow(/must be free/);
    lock.release();
    expect(readdirSync(join(out, 'a')).sort()).toEqual(['config.json', 'data.csv']);
  });

  it('stays, free again, where the new run comes to nothing', () => {
    oldRun('a');
    const run = NewRun.begin({ out, name: 'a', force: true });
    expect(() => RunLock.take(join(out, 'a'))).toThrow(/must be free/);
    run.discard();
    run.discard();
    expectUntouched('a');
  });

  it('stays where config.json cannot be written', () => {
    oldRun('a');
    const run = NewRun.begin({ out, name: 'a', force: true });
    const failing = () =>
      run.publish(() => {
        throw new AdamTrainError('full');
      });
    expect(failing).toThrow('full');
    run.discard();
    expectUntouched('a');
  });

  it('is not replaced while a run works in it', () => {
    const folder = oldRun('a');
    const lock = RunLock.take(folder.path);
    expect(() => claim('a', true)).toThrow(/must be free, and process \d+ works in it/);
    expect(existsSync(folder.file('loss.png'))).toBe(true);
    lock.release();
    expectUntouched('a');
  });

  it('may be taken by another run before the first has it', () => {
    const [first, second] = [1, 2].map(() => NewRun.begin({ out, name: 'a', force: false })) as [
      NewRun,
      NewRun,
    ];
    first.publish(complete).lock.release();
    expect(() => second.publish(complete)).toThrow('--name must be new in');
    second.discard();
    expect(readdirSync(out)).toEqual(['a']);
    const numbered = [1, 2].map(() => NewRun.begin({ out, name: undefined, force: false }));
    expect(numbered.map((run) => run.publish(complete).folder.name)).toEqual(['run-001', 'run-002']);
  });

  it('comes without what another process wrote to take the hidden folder, and could not take away', () => {
    const run = NewRun.begin({ out, name: 'a', force: false });
    const left = `lock.new.${process.ppid}.0123456789abcdef`;
    writeFileSync(run.file(left), '');
    const { folder, lock } = run.publish(complete);
    expect(readdirSync(folder.file('.')).sort()).toEqual(['config.json', 'lock']);
    lock.release();
  });

  it('is not replaced by a run that is started in it', () => {
    oldRun('a');
    const before = process.cwd;
    process.cwd = () => join(out, 'a');
    try {
      expect(() => claim('a', true)).toThrow(/^--force must not take away the folder that it is run from/);
    } finally {
      process.cwd = before;
    }
    expectUntouched('a');
  });

  it.each([
    ['an empty folder', {}],
    [
      'what a killed run left before its config.json',
      { lock: '{"pid":2147483646,"host":"H"}', 'data.csv': 'a,y' },
    ],
  ])('is replaced with --force where it is that of %s', (_, files) => {
    mkdirSync(join(out, 'a'));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(out, 'a', name), text.replace('"H"', JSON.stringify(hostname())));
    }
    expect(() => claim('a')).toThrow('--name must be new in');
    expect(readdirSync(join(out, 'a')).sort()).toEqual(Object.keys(files).sort());
    claim('a', true);
    expect(readdirSync(join(out, 'a'))).toEqual(['config.json']);
  });

  it('is not replaced when it is no run folder of ours', () => {
    mkdirSync(join(out, 'photos'));
    writeFileSync(join(out, 'photos', 'config.json'), '{"environment": {"program": "other"}}');
    writeFileSync(join(out, 'notes'), 'text');
    oldRun('real');
    symlinkSync(join(out, 'real'), join(out, 'link'));
    mkdirSync(join(out, 'table'));
    writeFileSync(join(out, 'table', 'data.csv'), 'a,y\n');
    for (const name of ['photos', 'notes', 'link', 'table']) {
      expect(() => claim(name, true), name).toThrow(/--force replaces only a run folder/);
      expect(existsSync(join(out, name))).toBe(true);
    }
  });

  it('is simply made with --force when there is none', () => {
    expect(claim('new', true).name).toBe('new');
  });
});

describe('a folder that cannot be made', () => {
  it.each([
    ['a file in its place', () => 'file'],
    ['a file above it', () => join('file', 'deeper')],
  ])('is an error with exit code 1: %s', (_, path) => {
    writeFileSync(join(out, 'file'), '');
    const attempt = () => make({ out: join(out, path()), name: undefined, force: false });
    expect(attempt).toThrow(AdamTrainError);
    expect(attempt).toThrow(/cannot be written: .*--out/);
  });

  it('ends, also where the system has no room for folders', () => {
    const attempt = () => make({ out: '/proc/adam-train/out', name: undefined, force: false });
    expect(attempt).toThrow(AdamTrainError);
  });
});

describe('files', () => {
  it('writes whole files and leaves no temporary ones', () => {
    const folder = claim('a');
    folder.write('predictions.csv', 'x'.repeat(1e6));
    folder.writeJson('summary.json', { a: null });
    expect(readdirSync(folder.path).sort()).toEqual(['config.json', 'predictions.csv', 'summary.json']);
    expect(readFileSync(folder.file('summary.json'), 'utf8')).toBe('{\n  "a": null\n}\n');
  });
});
