import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsOf } from '../../src/commands/settingsOf.js';
import { meaningfulSettings } from '../../src/config/meaningfulSettings.js';
import { resolveTrainConfig } from '../../src/config/resolve.js';
import { AdamTrainError, UsageError } from '../../src/errors.js';
import { writeConfig } from '../../src/run/configJson.js';
import { MetricsFile, readMetrics } from '../../src/run/metrics.js';
import { readPredictions, writePredictions } from '../../src/run/predictions.js';
import { readRun } from '../../src/run/readRun.js';
import { RunFolder } from '../../src/run/runFolder.js';
import { atOnce } from '../../src/turns.js';
import { historyOf } from '../charts/histories.js';

let path: string;
let folder: RunFolder;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'adam-train-'));
  folder = new RunFolder('run', path);
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

const file = (name: string, text: string) => {
  writeFileSync(join(path, name), text);
  return join(path, name);
};

describe('metrics.csv', () => {
  it('reads back as it was written, NaN for what was not finite', () => {
    const history = historyOf([1 / 3, 1e-300, Number.POSITIVE_INFINITY]);
    const metrics = new MetricsFile(folder, false);
    for (const record of history) metrics.append(record);
    metrics.close();
    const [first, second, third] = [...readMetrics(folder.file('metrics.csv'))];
    expect([first, second]).toEqual(history.slice(0, 2));
    expect(third).toEqual({ ...history[2], trainLoss: Number.NaN, testLoss: Number.NaN });
  });

  const header = 'epoch,train_loss,test_loss,learning_rate,gradient_norm,seconds\n';
  it('may have a column of validation losses', () => {
    const text = `${header.replace('test_loss', 'val_loss,test_loss')}1,2,3,4,5,6,7\n`;
    expect([...readMetrics(file('metrics.csv', text))]).toEqual([
      { epoch: 1, trainLoss: 2, valLoss: 3, testLoss: 4, learningRate: 5, gradientNorm: 6, seconds: 7 },
    ]);
  });

  it.each([
    ['', 'it is empty'],
    ['a,b\n', 'its first line is no header of ours'],
    [`${header}1,2,3,4,5\n`, 'line 2 has 5 cells instead of 6'],
    [`${header}1,2,x,4,5,6\n`, 'line 2 has no number in column 3'],
    [`${header}1,2, ,4,5,6\n`, 'line 2 has no number in column 3'],
    [`${header}1,2,3,4,5,6\n3,2,3,4,5,6\n`, 'line 3 is not epoch 2'],
    [`${header}1,2,3,4,5,6.12`, 'line 2 is cut short'],
  ])('%j is damaged', (text, how) => {
    const metrics = file('metrics.csv', text);
    expect(() => [...readMetrics(metrics)]).toThrow(
      `${metrics} is damaged: ${how}. Restore it, or train again.`,
    );
  });
});

describe('predictions.csv', () => {
  it('reads the part that is asked for back as it was written, across pieces of the file', async () => {
    const rows = 60_000; // more than the megabyte that is read at once
    const part = (offset: number) => ({
      rowIndex: Int32Array.from({ length: rows }, (_, i) => i),
      actual: Float64Array.from({ length: rows }, (_, i) => offset + Math.sin(i)),
    });
    const data = { train: part(0), test: part(10) } as unknown as Parameters<typeof writePredictions>[1];
    const predicted = { train: data.train.actual, test: Float32Array.from(data.test.actual) };
    await writePredictions(folder, data, predicted);
    const read = atOnce(readPredictions(folder.file('predictions.csv'), 'test'));
    expect(read.actual).toEqual(data.test.actual);
    expect(read.predicted).toEqual(Float64Array.from(predicted.test));
  });

  const header = 'split,row,actual,predicted\n';
  it.each([
    ['row,actual\n', 'its first line is no header of ours'],
    [`${header}train,1,2,3\n`, 'it has no test rows'],
    [`${header}test,1,2\n`, 'line 2 has 3 cells instead of 4'],
    [`${header}other,1,2,3\n`, 'line 2 begins with none of train, val, test'],
    [`${header}test,1,2,?\n`, 'line 2 has no number in column 4'],
  ])('%j is damaged', (text, how) => {
    expect(() => atOnce(readPredictions(file('predictions.csv', text), 'test'))).toThrow(
      `is damaged: ${how}.`,
    );
  });

  it('reads an empty cell as NaN', () => {
    const path = file('predictions.csv', `${header}test,1,2,\n`);
    expect(atOnce(readPredictions(path, 'test')).predicted).toEqual(Float64Array.of(Number.NaN));
  });
});

describe('config.json', () => {
  it('reads back as the settings that were written', () => {
    const { config } = resolveTrainConfig({});
    const changed = { ...config, learningRate: 0.5, hidden: [3], name: 'run' };
    writeConfig(folder, meaningfulSettings(changed), { backend: 'wasm' });
    const read = resolveTrainConfig(settingsOf(readRun(path))).config;
    expect(read).toEqual({ ...changed, name: undefined, out: dirname(path) });
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
  beforeEach(() =>
    writeConfig(folder, meaningfulSettings(resolveTrainConfig({}).config), { backend: 'wasm' }),
  );

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
    folder.writeJson('summary.json', []);
    expect(() => readRun(path)).toThrow(AdamTrainError);
  });
});
