import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Finished, run, temporaryFolder } from '../e2e/program.js';
import { hostile, obeyed } from '../hostile.js';
import { checksums } from './runFolders.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);
const out = join(cwd, 'out');

/** As a user would type it; what it prints is split into lines. */
async function listed(...args: string[]): Promise<Finished & { lines: string[] }> {
  const finished = await run(cwd, ['runs', ...args]);
  return { ...finished, lines: finished.stdout.trimEnd().split('\n') };
}

async function asJson(...args: string[]): Promise<Record<string, unknown>[]> {
  return JSON.parse((await listed('--json', ...args)).stdout) as Record<string, unknown>[];
}

const namesOf = (rows: Record<string, unknown>[]) => rows.map(({ name }) => name);

beforeAll(async () => {
  const small = ['--samples', '60', '--features', '3', '--hidden', '4', '--quiet'];
  const train = (...args: string[]) => run(cwd, [...small, ...args]);
  expect((await train('--epochs', '30')).code).toBe(0);
  expect((await train('--epochs', '5', '--lr', '0.01', '--amsgrad', '--val-size', '0.2')).code).toBe(0);
  expect((await train('--epochs', '9', '--optimizer', 'sgd', '--lr', '1e30', '--name', 'wild')).code).toBe(4);
  const pristine = join(cwd, 'pristine');
  cpSync(out, pristine, { recursive: true });
});
beforeEach(() => {
  rmSync(out, { recursive: true });
  cpSync(join(cwd, 'pristine'), out, { recursive: true });
});

const copy = (name: string, from = 'run-001') => {
  const path = join(out, name);
  cpSync(join(out, from), path, { recursive: true });
  return path;
};
const lock = (path: string, pid: number) =>
  writeFileSync(join(path, 'lock'), JSON.stringify({ pid, host: hostname() }));
/** The number of a process that has ended. */
const endedProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

it('has a line for each run with what is not a default, and writes nothing', async () => {
  const before = checksums(cwd);
  const { code, lines, stderr } = await listed();
  expect([code, stderr]).toEqual([0, '']);
  expect(lines[0]).toMatch(/^name +when +data +settings +epochs +loss +R² +status$/);
  expect(lines[1]).toMatch(
    /^run-001 +\d{4}-\d\d-\d\d \d\d:\d\d +60 × 3 +hidden 4 +30 +[\d,.]+ +-?[\d.]+ +completed$/,
  );
  expect(lines[2]).toMatch(/^run-002 .* val-size 0\.2, hidden 4, lr 0\.01, amsgrad +5 /);
  expect(lines[3]).toMatch(/^wild .* optimizer sgd, lr 1e\+30 +\d of 9 +– +– +diverged$/);
  expect(lines).toHaveLength(4);
  expect(checksums(cwd)).toEqual(before);
});

it('has the same as JSON, with the numbers of summary.json', async () => {
  const [first] = await asJson();
  const summary = JSON.parse(readFileSync(join(out, 'run-001', 'summary.json'), 'utf8'));
  expect(first).toMatchObject({
    kind: 'run',
    name: 'run-001',
    path: join('out', 'run-001'),
    status: 'completed',
    settings: { hidden: [4] },
    epochs: 30,
    planned_epochs: 30,
    loss: 'mse',
    test_loss: summary.test_loss,
    test_r2: summary.test_r2,
    val_loss: null,
  });
});

it('sorts, what has no such figure last, and numbers as numbers', async () => {
  copy('run-10');
  copy('run-2');
  const at = (name: string, seconds: number) => utimesSync(join(out, name, 'summary.json'), seconds, seconds);
  for (const [i, name] of ['run-2', 'wild', 'run-10', 'run-001', 'run-002'].entries()) at(name, 1e9 + i);
  expect(namesOf(await asJson())).toEqual(['run-001', 'run-002', 'run-2', 'run-10', 'wild']);
  expect(namesOf(await asJson('--sort', 'when'))).toEqual(['run-002', 'run-001', 'run-10', 'wild', 'run-2']);
  expect(namesOf(await asJson('--sort', 'epochs')).slice(0, 3)).toEqual(['run-001', 'run-2', 'run-10']);
  for (const order of ['loss', 'r2']) {
    const rows = await asJson('--sort', order);
    const figures = rows.map((row) =>
      order === 'r2' ? row['test_r2'] : (row['val_loss'] ?? row['test_loss']),
    );
    expect(figures.at(-1)).toBeNull();
    const there = figures.slice(0, -1) as number[];
    expect(there).toEqual([...there].sort((a, b) => (order === 'r2' ? b - a : a - b)));
  }
});

describe('the status', () => {
  const statusOf = async (name: string) => (await asJson()).find((row) => row['name'] === name)?.['status'];

  it('of a run that a living process works on is running, with its epochs until now', async () => {
    const path = copy('busy');
    rmSync(join(path, 'summary.json'));
    lock(path, process.pid);
    const lines = readFileSync(join(path, 'metrics.csv'), 'utf8').split('\n').slice(0, 13);
    writeFileSync(join(path, 'metrics.csv'), `${lines.join('\n')}\n13,1.2`);
    expect(await statusOf('busy')).toBe('running');
    expect((await listed()).stdout).toMatch(/^busy .* 12 of 30 +[\d,.]+ +– +running$/m);
  });

  it('of a run whose process is gone is killed, and it can go on', async () => {
    const path = copy('gone');
    rmSync(join(path, 'summary.json'));
    lock(path, endedProcess());
    expect(await statusOf('gone')).toBe('killed');
    expect((await listed()).stdout).toContain('goes on with adam-train resume out/gone and the like.');
  });

  it('of a run without a summary and a lock is unfinished', async () => {
    rmSync(join(copy('half'), 'summary.json'));
    expect(await statusOf('half')).toBe('unfinished');
  });
});

describe('what is damaged', () => {
  it.each<[string, (path: string) => void, RegExp]>([
    [
      'a config.json that is cut short',
      (path) => writeFileSync(join(path, 'config.json'), '{"a'),
      /has no config\.json that can be read/,
    ],
    ['no config.json', (path) => rmSync(join(path, 'config.json')), /has no config\.json that can be read/],
    [
      'a summary that is none',
      (path) => writeFileSync(join(path, 'summary.json'), '[]'),
      /summary\.json is damaged/,
    ],
    [
      'a setting outside its rule',
      (path) => edit(path, (text) => text.replace('"epochs": 30', '"epochs": -3')),
      /epochs in .* must be/,
    ],
    [
      'a setting that nobody knows',
      (path) => edit(path, (text) => text.replace('"epochs"', '"epoks"')),
      /must be names of settings/,
    ],
    [
      'no engine',
      (path) => edit(path, (text) => text.replace('"engine"', '"motor"')),
      /environment's engine/,
    ],
  ])('is a row that says so: %s', async (_, damage, reason) => {
    damage(copy('bad'));
    const { code, stdout } = await listed();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^bad .* damaged$/m);
    expect(stdout).toMatch(reason);
    expect(stdout).toMatch(/^run-001 .* completed$/m);
    const [bad] = await asJson();
    expect(bad).toMatchObject({
      kind: 'run',
      name: 'bad',
      status: 'damaged',
      problem: expect.stringMatching(reason),
    });
  });

  it('shows no figure that is no number', async () => {
    const path = join(copy('odd'), 'summary.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"test_r2": [^,]+/, '"test_r2": "\\u001b[31m"'));
    expect((await listed()).stdout).toMatch(/^odd .* – +completed$/m);
  });

  const edit = (path: string, change: (text: string) => string) => {
    const file = join(path, 'config.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
});

it('has a sweep as one line, and leaves out what is no run', async () => {
  const sweep = join(out, 'sweep-001');
  for (const trial of ['trial-0001', 'trial-0002'])
    cpSync(join(out, 'run-001'), join(sweep, trial), { recursive: true });
  writeFileSync(join(sweep, 'space.json'), '{"environment": {"program": "adam-train"}}');
  mkdirSync(join(out, 'empty'));
  mkdirSync(join(out, 'theirs'));
  writeFileSync(join(out, 'theirs', 'config.json'), '{"model_type": "bert"}');
  writeFileSync(join(out, 'notes.txt'), 'x');
  copy('.hidden');
  const rows = await asJson();
  expect(namesOf(rows)).toEqual(['run-001', 'run-002', 'sweep-001', 'wild']);
  expect(rows[2]).toMatchObject({ kind: 'sweep', trials: 2 });
  expect((await listed()).stdout).toMatch(/^sweep-001 .* sweep of 2 trials$/m);
  expect(namesOf(await asJson('out/sweep-001'))).toEqual(['trial-0001', 'trial-0002']);
});

it('prints hostile names as text', async () => {
  copy(hostile);
  copy('a b\nc');
  for (const args of [[], ['--json']]) {
    const { stdout } = await listed(...args);
    expect(stdout.split('\n').filter((line) => obeyed.test(line))).toEqual([]);
  }
  expect(namesOf(await asJson())).toEqual(expect.arrayContaining([hostile, 'a b\nc']));
});

describe('a folder', () => {
  it('without runs is said to have none', async () => {
    mkdirSync(join(cwd, 'none'), { recursive: true });
    expect(await listed('none')).toMatchObject({ code: 0, lines: ['There are no runs in none.'] });
    expect(await asJson('none')).toEqual([]);
    expect(await run(join(cwd, 'none'), ['runs'])).toMatchObject({
      code: 0,
      stdout: 'There are no runs in out.\n',
    });
    expect(readdirSync(join(cwd, 'none'))).toEqual([]);
  });

  it.each([
    [
      ['nowhere'],
      'The folder must be one that has run folders in it, got nowhere, which is not there; check the path.',
    ],
    [['out/run-001'], 'got out/run-001, which is a run folder itself; name the one above it.'],
    [['out/run-001/config.json'], 'which is a file; name the folder above it.'],
    [['--sort', 'size'], '--sort must be name, when, r2, loss or epochs, got size; the default is name.'],
    [['a', 'b'], 'too many arguments'],
  ])('is refused: %j', async (args, sentence) => {
    const { code, stderr, stdout } = await listed(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
