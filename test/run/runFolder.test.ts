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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveTrainConfig } from '../../src/config/resolve.js';
import { AdamTrainError, UsageError } from '../../src/errors.js';
import { writeConfig } from '../../src/run/configFile.js';
import { csvRows } from '../../src/run/csv.js';
import { MetricsFile } from '../../src/run/metricsFile.js';
import { claimRunFolder } from '../../src/run/runFolder.js';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'adam-train-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const claim = (name?: string, force = false) => claimRunFolder({ out, name, force });

/** A folder as a finished run leaves it. */
function oldRun(name: string) {
  const folder = claim(name);
  writeConfig(folder, resolveTrainConfig({}).config, { backend: 'wasm' });
  folder.write('loss.png', 'old');
  return folder;
}

describe('numbering', () => {
  it('counts from run-001', () => {
    expect([claim().name, claim().name]).toEqual(['run-001', 'run-002']);
  });

  it('goes on above the highest number, whatever is missing below or named otherwise', () => {
    for (const name of ['run-007', 'run-x', 'other', 'run-0', 'my-run-900']) mkdirSync(join(out, name));
    writeFileSync(join(out, 'run-008'), 'a file');
    expect(claim().name).toBe('run-009');
    mkdirSync(join(out, 'run-1000'));
    expect(claim().name).toBe('run-1001');
  });

  it('makes the folders above', () => {
    const folder = claimRunFolder({ out: join(out, 'a', 'b'), name: undefined, force: false });
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
      expect(() => claimRunFolder({ out, name: 'a', force: true, data: path })).toThrow(
        /^--force must not take away the run's own data/,
      );
    }
    expect(readFileSync(data, 'utf8')).toBe('a,y\n');
    const beside = join(out, 'a.csv');
    writeFileSync(beside, '');
    expect(claimRunFolder({ out, name: 'a', force: true, data: beside }).path).toBe(folder.path);
  });

  it('is refused, and the old run untouched', () => {
    oldRun('a');
    expect(() => claim('a')).toThrow(UsageError);
    expect(readFileSync(join(out, 'a', 'loss.png'), 'utf8')).toBe('old');
  });

  it('is emptied with --force, but for the lock', () => {
    oldRun('a').ensureFolder('checkpoints');
    const folder = claim('a', true);
    writeFileSync(folder.file('lock'), '');
    folder.empty();
    expect(readdirSync(out)).toEqual(['a']);
    expect(readdirSync(join(out, 'a'))).toEqual(['lock']);
  });

  it('is not replaced when it is no run folder of ours', () => {
    mkdirSync(join(out, 'photos'));
    writeFileSync(join(out, 'photos', 'config.json'), '{"environment": {"program": "other"}}');
    writeFileSync(join(out, 'notes'), 'text');
    oldRun('real');
    symlinkSync(join(out, 'real'), join(out, 'link'));
    for (const name of ['photos', 'notes', 'link']) {
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
    const attempt = () => claimRunFolder({ out: join(out, path()), name: undefined, force: false });
    expect(attempt).toThrow(AdamTrainError);
    expect(attempt).toThrow(/cannot be written: .*--out/);
  });

  it('ends, also where the system has no room for folders', () => {
    const attempt = () => claimRunFolder({ out: '/proc/adam-train/out', name: undefined, force: false });
    expect(attempt).toThrow(AdamTrainError);
  });
});

describe('files', () => {
  it('has every setting in config.json under its full name, and what is of the moment under environment', () => {
    const folder = claim('a');
    writeConfig(folder, resolveTrainConfig({}).config, { backend: 'wasm' });
    const { environment, ...settings } = JSON.parse(readFileSync(folder.file('config.json'), 'utf8'));
    expect(settings).toMatchObject({
      learningRate: 0.001,
      beta1: 0.9,
      epsilon: 1e-8,
      hidden: [64, 64],
      batchSize: 'full',
    });
    expect(environment).toMatchObject({ program: 'adam-train', node: process.version, engine: 'wasm' });
  });

  it('appends an epoch at a time to metrics.csv', () => {
    const folder = claim('a');
    const file = new MetricsFile(folder, false);
    const record = {
      epoch: 1,
      trainLoss: 0.1 + 0.2,
      testLoss: Number.NaN,
      learningRate: 1e-7,
      gradientNorm: 12,
      seconds: 0.5,
    };
    file.append(record);
    expect(readFileSync(folder.file('metrics.csv'), 'utf8')).toBe(
      'epoch,train_loss,test_loss,learning_rate,gradient_norm,seconds\n1,0.30000000000000004,,1e-7,12,0.5\n',
    );
    file.close();
  });

  it('writes whole files and leaves no temporary ones', () => {
    const folder = claim('a');
    folder.write('predictions.csv', 'x'.repeat(1e6));
    folder.writeJson('summary.json', { a: null });
    expect(readdirSync(folder.path).sort()).toEqual(['predictions.csv', 'summary.json']);
    expect(readFileSync(folder.file('summary.json'), 'utf8')).toBe('{\n  "a": null\n}\n');
  });
});

it('writes numbers that read back the same, and nothing for those that are not finite', () => {
  const numbers = [1 / 3, 1e300, 5e-324, -0.1, 123456789012, Number.NaN, Number.NEGATIVE_INFINITY];
  const cells = csvRows([numbers]).trimEnd().split(',');
  expect(cells.slice(0, 5).map(Number)).toEqual(numbers.slice(0, 5));
  expect(cells.slice(5)).toEqual(['', '']);
});
