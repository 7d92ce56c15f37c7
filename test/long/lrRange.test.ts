import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePng } from '../charts/png.js';
import { readCsv, readJson, run, temporaryFolder } from '../e2e/program.js';
import { hostile, obeyed } from '../hostile.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const small = ['--samples', '200', '--features', '5', '--hidden', '8', '--backend', 'wasm'];
const range = (...args: string[]) => run(cwd, ['lr-range', ...args]);
const files = ['lr-range.csv', 'lr-range.json', 'lr-range.png'];
const text = (name: string, file: string) => readFileSync(join(cwd, 'out', name, file), 'latin1');

beforeAll(async () => {
  expect((await run(cwd, [...small, '--epochs', '2', '--quiet'])).code).toBe(0);
});

it('makes a folder of its own with numbers, settings and a picture, and says what it suggests', async () => {
  const { code, stdout, stderr } = await range(...small, '--batch-size', '32');
  expect(code).toBe(0);
  expect(stderr).toContain('Adam lr 1e-7 to 10, batch size 32, seed 42, wasm');
  expect(stdout).toMatch(/^suggestion +--lr 0\.\d+$/m);
  expect(stdout.trimEnd().split('\n').slice(-3)).toEqual(
    files.map((name) => join('out', 'lr-range-001', name)),
  );
  expect(readdirSync(join(cwd, 'out', 'lr-range-001')).sort()).toEqual(files);
  const rows = readCsv(cwd, 'out', 'lr-range-001', 'lr-range.csv');
  expect(readJson(cwd, 'out', 'lr-range-001', 'lr-range.json')).toMatchObject({
    range: { minimum: 1e-7, maximum: 10, steps: 100 },
    settings: { samples: 200, batchSize: 32, optimizer: 'adam' },
    environment: { program: 'adam-train' },
  });
  expect(Object.keys(rows[0] ?? {})).toEqual(['step', 'learning_rate', 'loss', 'smoothed_loss']);
  expect(rows[0]).toMatchObject({ step: '1', learning_rate: '1e-7' });
  const { width, height } = await decodePng(readFileSync(join(cwd, 'out', 'lr-range-001', 'lr-range.png')));
  expect([width, height]).toEqual([1800, 1200]);
});

it('gives the same bytes again, other ones with another seed, and a picture where it suggests nothing', async () => {
  const all = [...small, '--batch-size', '32', '--quiet'];
  for (const name of ['a', 'b']) expect((await range(...all, '--name', name)).code).toBe(0);
  expect(text('a', 'lr-range.csv')).toBe(text('b', 'lr-range.csv'));
  expect(text('a', 'lr-range.png')).toBe(text('b', 'lr-range.png'));
  expect((await range(...all, '--name', 'c', '--seed', '1')).code).toBe(0);
  expect(text('c', 'lr-range.csv')).not.toBe(text('a', 'lr-range.csv'));
  const { code, stdout } = await range(
    ...all,
    '--name',
    'd',
    '--min-lr',
    '1e-12',
    '--max-lr',
    '1e-11',
    '--batch-size',
    'full',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^suggestion +none$/m);
  expect(stdout).toContain('The loss fell at no learning rate of the range');
  expect(readdirSync(join(cwd, 'out', 'd')).sort()).toEqual(files);
});

it('begins where a training does: its first loss is that of the first epoch', async () => {
  expect((await range(...small, '--name', 'first', '--quiet')).code).toBe(0);
  const [row] = readCsv(cwd, 'out', 'first', 'lr-range.csv');
  const [epoch] = readCsv(cwd, 'out', 'run-001', 'metrics.csv');
  expect(row?.['loss']).toBe(epoch?.['train_loss']);
});

it('suggests a rate that trains well', async () => {
  const { stdout } = await range(...small, '--json', '--quiet');
  const { suggested_learning_rate: rate, steps, planned_steps: planned } = JSON.parse(stdout);
  expect(steps).toBeLessThanOrEqual(planned);
  const r2 = async (lr: number, name: string) => {
    await run(cwd, [...small, '--lr', String(lr), '--quiet', '--name', name]);
    return readJson(cwd, 'out', name, 'summary.json')['test_r2'] as number;
  };
  expect(await r2(rate, 'suggested')).toBeGreaterThan(0.95);
  expect(await r2(rate / 30, 'less')).toBeLessThan(0.9);
});

it("reads a file, with every optimizer's own range", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 9},${hostile.length},${3 * (i % 9)}`);
  writeFileSync(join(cwd, 'data.csv'), `"${hostile}",b,y\n${rows.join('\n')}\n`);
  for (const optimizer of ['sgd', 'adadelta', 'lion']) {
    const { code, stdout, stderr } = await range(
      '--data',
      'data.csv',
      '--target',
      'y',
      '--optimizer',
      optimizer,
    );
    expect(code, stderr).toBe(0);
    expect(readJson(cwd, stdout.trimEnd().split('\n').at(-2) ?? '')['settings']).toMatchObject({
      data: '../../data.csv',
      optimizer,
    });
    expect(`${stdout}${stderr}`.split('\n').filter((line) => obeyed.test(line))).toEqual([]);
  }
});

it('ends at a loss that is no number', async () => {
  const { code, stdout } = await range(
    ...small,
    '--optimizer',
    'sgd',
    '--min-lr',
    '1e10',
    '--max-lr',
    '1e30',
    '--name',
    'wild',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^steps +\d+ of 100, ended by a loss that is no finite number$/m);
  expect(stdout).toMatch(/^suggestion +none$/m);
});

it('is no run to go on with, to list or to compare', async () => {
  const { stdout } = await run(cwd, ['runs']);
  expect(stdout).toMatch(/^run-001 /m);
  expect(stdout).not.toMatch(/^lr-range/m);
  for (const command of ['resume', 'plot', 'importance']) {
    expect((await run(cwd, [command, 'out/lr-range-001'])).code).toBe(2);
  }
});

describe('the name', () => {
  it('that is taken is an error; --force replaces a folder of ours', async () => {
    expect((await range(...small, '--name', 'a')).stderr).toContain('--name must be new in out, got a;');
    expect((await range(...small, '--name', 'a', '--force', '--seed', '1', '--batch-size', '32')).code).toBe(
      0,
    );
    expect(text('a', 'lr-range.csv')).toBe(text('c', 'lr-range.csv'));
    writeFileSync(join(cwd, 'out', 'file'), 'mine');
    expect((await range(...small, '--name', 'file', '--force')).code).toBe(2);
    expect(text('.', 'file')).toBe('mine');
  });

  it('counts on from the highest of its kind, and train from that of runs', async () => {
    expect((await range(...small, '--quiet')).code).toBe(0);
    const numbers = readdirSync(join(cwd, 'out')).filter((name) => /^lr-range-\d+$/.test(name));
    expect(numbers.length).toBeGreaterThan(2);
    expect(existsSync(join(cwd, 'out', 'run-002'))).toBe(false);
  });
});

it('makes no folder where the data are bad', async () => {
  writeFileSync(join(cwd, 'bad.csv'), 'a,y\n1,2\n');
  expect((await range('--data', 'bad.csv', '--target', 'y', '--out', 'fresh')).code).toBe(3);
  expect(existsSync(join(cwd, 'fresh'))).toBe(false);
});

describe('wrong usage', () => {
  it.each([
    [
      ['--min-lr', '1', '--max-lr', '1'],
      2,
      '--max-lr must be greater than --min-lr, 1, got 1; give another range.',
    ],
    [['--min-lr', '0'], 2, '--min-lr must be a finite number > 0, got 0; the default is 1e-7.'],
    [['--steps', '5'], 2, '--steps must be a whole number from 20 to 100000, got 5; the default is 100.'],
    [['--lr', '0.1'], 2, "unknown option '--lr'"],
    [['--epochs', '3'], 2, "unknown option '--epochs'"],
    [
      ['--data', '-', '--target', 'y'],
      2,
      '--data must be a file here, got -; write standard input to a file first.',
    ],
    [['--data', 'nowhere.csv', '--target', 'y'], 3, 'nowhere.csv'],
    [['--momentum', '0.9'], 2, '--momentum is an option of'],
  ])('%j ends with %i', async (args, exitCode, sentence) => {
    const before = readdirSync(join(cwd, 'out'));
    const { code, stderr, stdout } = await range(...args);
    expect([code, stdout], stderr).toEqual([exitCode, '']);
    expect(stderr).toContain(sentence);
    expect(readdirSync(join(cwd, 'out'))).toEqual(before);
  });
});
