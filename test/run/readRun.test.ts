import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { settingsOf } from '../../src/config/configFileValues.js';
import { resolveTrainConfig } from '../../src/config/resolveTrain.js';
import { flatSettings } from '../../src/config/trainConfig.js';
import { AdamTrainError, UsageError } from '../../src/errors.js';
import { readCheckpoint } from '../../src/run/checkpoint/readCheckpoint.js';
import { writeConfig } from '../../src/run/configJson.js';
import { readMetrics } from '../../src/run/metrics.js';
import { readRun } from '../../src/run/readRun.js';
import { RunFolder } from '../../src/run/runFolder.js';
import { RunLock } from '../../src/run/runLock.js';
import { thrown } from '../thrown.js';
import { trainConfig } from '../trainConfigs.js';
import { file, folder, inEmptyRun, path } from './emptyRun.js';

const fixture = fileURLToPath(new URL('../fixtures/format1/file', import.meta.url));

inEmptyRun();

describe('config.json', () => {
  it('reads back as the settings that were written', () => {
    const changed = trainConfig({ learningRate: 0.5, hidden: [3], name: 'run' });
    writeConfig(folder, flatSettings(changed), { backend: 'wasm' });
    const read = resolveTrainConfig(settingsOf(readRun(path))).config;
    expect(read).toEqual({
      ...changed,
      output: { ...changed.output, name: undefined, out: dirname(path) },
    });
  });

  it('makes a folder a run folder; any other is wrong usage', () => {
    const refused = (folder: string) => {
      try {
        readRun(folder);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        return (error as Error).message;
      }
      return 'nothing thrown';
    };
    expect(refused(join(path, 'no'))).toMatch(
      /got .*no, which is no folder; name one such as out\/run-001\.$/,
    );
    expect(refused(file('text', ''))).toMatch(/which is no folder/);
    expect(refused(path)).toMatch(/which has no config\.json of ours/);
    for (const text of ['{', '[]', '{"environment": {"program": "other"}}']) {
      file('config.json', text);
      expect(refused(path)).toMatch(/which has no config\.json of ours/);
    }
    mkdirSync(join(path, 'run-007'));
    writeFileSync(join(path, 'run-007', 'config.json'), '{"environment": {"program": "adam-train"}}');
    expect(refused(path)).toContain(`name one of them, such as ${join(path, 'run-007')}.`);
  });

  it('names the file where a setting breaks its rule', () => {
    const config = file(
      'config.json',
      '{"environment": {"program": "adam-train", "engine": "wasm"}, "seed": -1}',
    );
    const read = () => settingsOf(readRun(path));
    expect(read).toThrow(`seed in ${config} must be a whole number from 0`);
  });
});

describe('summary.json', () => {
  beforeEach(() => writeConfig(folder, flatSettings(trainConfig()), { backend: 'wasm' }));

  it('is there once the run has ended', () => {
    expect(readRun(path).summary).toBeUndefined();
    folder.writeJson('summary.json', { status: 'completed', epochs: 3 });
    expect(readRun(path).summary).toEqual({ status: 'completed', epochs: 3 });
  });

  it('is damaged in one sentence', () => {
    folder.writeJson('summary.json', { status: 'completed', epochs: 'three' });
    expect(() => readRun(path)).toThrow('is damaged: its epochs are no whole number.');
    for (const status of ['constructor', '__proto__', 'done', 1, null]) {
      folder.writeJson('summary.json', { status, epochs: 3 });
      expect(() => readRun(path)).toThrow(
        'is damaged: its status is none of completed, early-stopped, interrupted, diverged.',
      );
    }
    folder.writeJson('summary.json', { status: 'completed', epochs: 3, name: 5 });
    expect(() => readRun(path)).toThrow('is damaged: its name is no text.');
    folder.writeJson('summary.json', []);
    expect(() => readRun(path)).toThrow(AdamTrainError);
  });
});

describe("an earlier run's folder", () => {
  const earlier = () => join(path, 'run');
  beforeEach(() => cpSync(fixture, earlier(), { recursive: true }));

  it('does not name a flag that its commands lack', () => {
    const { folder } = readRun(earlier());
    rmSync(earlier(), { recursive: true });
    writeFileSync(earlier(), ''); // replaced by a file
    for (const work of [
      () => folder.write('summary.json', ''),
      () => folder.ensureFolder('checkpoints'),
      () => folder.sweep('summary.json'),
      () => folder.files(),
      () => RunLock.take(folder.path, folder.chosenBy),
    ]) {
      expect(thrown(work).message).toMatch(/a part of the path is a file|a file of that name/);
      expect(thrown(work).message).not.toContain('--');
    }
    expect(thrown(() => new RunFolder('run', earlier()).write('x', '')).message).toContain('with --out.');
  });

  it('has no checkpoint yet only where there is none', () => {
    rmSync(join(earlier(), 'checkpoints', 'last.safetensors'));
    expect(readCheckpoint(earlier())).toBeUndefined();
    mkdirSync(join(earlier(), 'checkpoints', 'last.safetensors'));
    expect(thrown(() => readCheckpoint(earlier())).message).toMatch(
      /safetensors is damaged: it is a folder\. /,
    );
    rmSync(join(earlier(), 'checkpoints'), { recursive: true });
    expect(readCheckpoint(earlier())).toBeUndefined();
    writeFileSync(join(earlier(), 'checkpoints'), '');
    expect(thrown(() => readCheckpoint(earlier())).message).toMatch(
      /cannot be read: a part of the path is a file\.$/,
    );
    rmSync(join(earlier(), 'checkpoints'));
    symlinkSync('checkpoints', join(earlier(), 'checkpoints'));
    expect(thrown(() => readCheckpoint(earlier())).message).toMatch(/its symbolic links run in a circle\.$/);
  });

  it('may have a folder in the place of a file', () => {
    rmSync(join(earlier(), 'metrics.csv'));
    mkdirSync(join(earlier(), 'metrics.csv'));
    expect(thrown(() => [...readMetrics(join(earlier(), 'metrics.csv'))]).message).toMatch(
      /: it is a folder\. /,
    );
  });
});
