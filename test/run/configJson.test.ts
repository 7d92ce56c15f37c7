import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsOf, withFileValues } from '../../src/config/configFileValues.js';
import { readConfigFile } from '../../src/config/readConfigFile.js';
import { resolveTrainConfig } from '../../src/config/resolveTrain.js';
import { flatSettings } from '../../src/config/trainConfig.js';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { AdamTrainError, exitCodes } from '../../src/errors.js';
import { rewriteConfig, writeConfig } from '../../src/run/configJson.js';
import { findData, readRun } from '../../src/run/readRun.js';
import { RunFolder } from '../../src/run/runFolder.js';
import { trainConfig } from '../trainConfigs.js';

const fixture = fileURLToPath(new URL('../fixtures/format1/file', import.meta.url));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'adam-train-'));
  mkdirSync(join(root, 'home', 'out', 'run'), { recursive: true });
  writeFileSync(join(root, 'home', 'cars.csv'), 'x,y\n1,2\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function written(path: string, changes: Partial<FlatSettings>): string {
  const config = trainConfig({ data: 'x.csv', target: 'y', out: join(root, 'home', 'out'), ...changes });
  writeConfig(new RunFolder('run', path), flatSettings(config), { backend: 'wasm', sha256: 'abc' });
  return readFileSync(join(path, 'config.json'), 'utf8');
}

/** Where the data of a run's folder are found. */
function found(path: string): string | undefined {
  const run = readRun(path);
  const { data } = resolveTrainConfig(settingsOf(run)).config;
  return data.source === 'file' ? findData(data.path, run) : undefined;
}

it('has every setting in config.json under its full name, and what is of the moment under environment', () => {
  const folder = new RunFolder('run', root);
  writeConfig(folder, flatSettings(trainConfig()), { backend: 'wasm' });
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

describe('a config.json that is shared', () => {
  it.each([
    ['an absolute path', () => join(root, 'home', 'cars.csv')],
    ['a relative path', () => relative('.', join(root, 'home', 'cars.csv'))],
  ])('has paths from its folder on: %s', (_, data) => {
    const text = written(join(root, 'home', 'out', 'run'), { data: data() });
    expect(text).not.toContain(tmpdir());
    expect(text).not.toContain(process.cwd());
    expect(JSON.parse(text)).toMatchObject({ data: '../../cars.csv', out: '..' });
  });

  it('finds the data again where both are moved together, also by a link', () => {
    written(join(root, 'home', 'out', 'run'), { data: join(root, 'home', 'cars.csv') });
    renameSync(join(root, 'home'), join(root, 'moved'));
    symlinkSync(join(root, 'moved', 'out'), join(root, 'link'));
    const data = join(root, 'moved', 'cars.csv');
    expect(found(join(root, 'moved', 'out', 'run'))).toBe(data);
    expect(found(relative('.', join(root, 'moved', 'out', 'run')))).toBe(relative('.', data));
    expect(found(join(root, 'link', 'run'))).toBe(data);
  });

  it('names the place where the data should be', () => {
    written(join(root, 'home', 'out', 'run'), { data: join(root, 'home', 'cars.csv') });
    rmSync(join(root, 'home', 'cars.csv'));
    expect(found(join(root, 'home', 'out', 'run'))).toBe(join(root, 'home', 'cars.csv'));
  });

  it.each([
    [false, ['program', 'version', 'node', 'platform', 'engine', 'dataSha256']],
    [true, ['program', 'version', 'engine', 'dataSha256']],
  ])('notes of the machine, with --no-environment %s', (noEnvironment, keys) => {
    const text = written(join(root, 'home', 'out', 'run'), { noEnvironment });
    expect(Object.keys(JSON.parse(text).environment)).toEqual(keys);
  });
});

describe('an older config.json', () => {
  const path = () => join(root, 'home', 'file');
  beforeEach(() => cpSync(fixture, path(), { recursive: true }));

  it('has its paths seen from where the program runs', () => {
    const { content, folder } = readConfigFile(join(path(), 'config.json'));
    const { given } = withFileValues({}, content, 'config.json', folder);
    expect(flatSettings(resolveTrainConfig(given).config)).toMatchObject({ data: 'small.csv', out: 'out' });
  });

  it('is written anew without what is of its machine', () => {
    const run = readRun(path());
    expect(run.environment.workingDirectory).toBe('/home/someone/work');
    const settings = flatSettings(resolveTrainConfig(settingsOf(run)).config);
    rewriteConfig(run.folder, { ...settings, data: join(root, 'home', 'cars.csv') }, run.environment);
    expect(readFileSync(join(path(), 'config.json'), 'utf8')).not.toMatch(/someone|commandLine|workingDir/);
    expect(found(path())).toBe(join(root, 'home', 'cars.csv'));
    expect(readRun(path()).environment).toMatchObject({ node: 'v20.20.2', engine: 'wasm' });
  });
});

describe("a config file's paths", () => {
  const read = (content: object, base?: string) =>
    flatSettings(resolveTrainConfig(withFileValues({}, content, 'conf/c.json', base).given).config);

  it('are read from its folder on', () => {
    const content = { data: '../cars.csv', target: 'y', out: 'runs' };
    expect(read(content)).toMatchObject({ data: 'cars.csv', out: 'conf/runs' });
    expect(read(content, '.')).toMatchObject({ data: '../cars.csv', out: 'runs' });
    expect(read({ ...content, environment: {} })).toMatchObject({ data: 'cars.csv', out: 'conf/runs' });
  });

  it('may be absolute, or standard input', () => {
    expect(read({ data: '-', target: 'y', out: '/tmp/runs' })).toMatchObject({ data: '-', out: '/tmp/runs' });
  });

  it('lose to flags, which are read from where the program runs', () => {
    const flags = { out: { name: '--out', text: 'mine', value: 'mine' } };
    const { given } = withFileValues(flags, { out: 'runs' }, 'conf/c.json');
    expect(resolveTrainConfig(given).config.output.out).toBe('mine');
  });
});

it.each([
  [{ engine: 'constructor' }, "its environment's engine is none of wasm, cpu, tensorflow"],
  [{ engine: '__proto__' }, "its environment's engine is none of wasm, cpu, tensorflow"],
  [{ engine: 'auto' }, "its environment's engine is none of wasm, cpu, tensorflow"],
  [{}, "its environment's engine is none of wasm, cpu, tensorflow"],
  [{ engine: 'wasm', workingDirectory: 3 }, "its environment's workingDirectory is no text"],
  [{ engine: 'wasm', dataSha256: {} }, "its environment's dataSha256 is no text"],
])('a changed environment is one sentence: %j', (changes, how) => {
  const path = join(root, 'home', 'out', 'run');
  const environment = { program: 'adam-train', ...changes };
  writeFileSync(join(path, 'config.json'), JSON.stringify({ environment }));
  const message = `${join(path, 'config.json')} is damaged: ${how}. Restore it, or train again.`;
  expect(() => readRun(path)).toThrow(new AdamTrainError(message, exitCodes.internal));
});
