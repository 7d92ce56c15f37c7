import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { commandsOf, dataOf, pagePath, pairsOf, readPage } from '../commands/sweepPages.js';
import { root } from '../docs/pages.js';
import { readCsv, run, temporaryFolder } from '../e2e/program.js';
import { sweepIn } from '../e2e/sweeps.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);
const page = (name: string) => pagePath(cwd, name);
const read = (name: string) => readPage(cwd, name);

/** Of which those fail that are longer than the training. */
const warmUps = ['--warmup', '0..30', '--lr', '1e-3..1e-1', '--trials', '12', '--search', 'random'];

it.each<[kind: string, name: string, flags: string[]]>([
  ['draws, pruned', 'drawn', ['--lr', '1e-3..1e2', '--trials', '8', '--prune', 'median']],
  ['repeats, half of them lost', 'seeds', ['--lr', '1e-3,1e9', '--optimizer', 'sgd', '--repeats', '2']],
  ['halving', 'halved', ['--lr', '1e-3,1e-2,1e-1', '--halving', '--keep', 'none']],
  ['betas and switches', 'betas', ['--betas', '0.9,0.99', '--betas', '0.8,0.99', '--amsgrad=true,false']],
  ['failures that end it', 'failing', [...warmUps, '--max-failures', '2']],
])('is written again byte for byte as the sweep wrote it: %s', async (_, name, flags) => {
  await sweepIn(cwd, ...flags, '--name', name, '--quiet');
  const written = read(name);
  rmSync(page(name));
  const { stdout } = await run(cwd, ['report', `out/${name}`]);
  expect(stdout).toBe(`${join('out', name, 'report.html')}\n`);
  expect(read(name)).toBe(written);
});

it('has each trial as sweep.csv has it', () => {
  const { trials, configurations, dimensions } = dataOf(read('drawn'));
  const rows = readCsv(cwd, 'out/drawn/sweep.csv');
  expect(dimensions).toEqual([{ key: 'learningRate', kind: 'number', log: true }]);
  expect(rows).toHaveLength(8);
  for (const [i, row] of rows.entries()) {
    const written = [trials.number[i], trials.status[i], trials.epochs[i]];
    expect(written.map(String)).toEqual([row['trial'], row['status'], row['epochs']]);
    expect(configurations.values[0]?.[i]?.[0]).toBeCloseTo(Number(row['learningRate']), 6);
    const loss = row['val_loss'] === '' ? null : Number(Number(row['val_loss']).toPrecision(6));
    expect(trials.figures['val_loss']?.[i]).toBe(loss);
  }
});

it('has betas as they are typed, and not among what all share', () => {
  expect(Object.keys(pairsOf(read('betas'), 'space'))).toEqual(['betas', 'amsgrad', 'metric']);
  expect(pairsOf(read('betas'), 'settings')).not.toHaveProperty('beta1');
});

it('has no commands for trials that are not there, and one for those that failed', () => {
  expect(commandsOf(read('halved')).join('\n')).not.toContain('trial-');
  expect(commandsOf(read('failing'))).toContain('adam-train resume failing --failed');
});

it('has of failures that end a sweep those up to the last, and why they failed', () => {
  const { trials } = dataOf(read('failing'));
  expect(trials.number.map(String)).toEqual(readCsv(cwd, 'out/failing/sweep.csv').map(({ trial }) => trial));
  expect(trials.status.slice(-2)).toEqual(['failed', 'failed']);
  expect(Object.values(trials.reasons)[0]).toContain('--warmup');
  expect(pairsOf(read('failing'), 'results')['status']).toBe('ended by 2 failures in a row');
});

it('says nothing of where on its machine the sweep was', async () => {
  const cars = join(root, 'test', 'fixtures', 'cars.csv');
  const data = ['--data', cars, '--target', 'Miles_per_Gallon', '--ignore-columns', 'Year,Name'];
  const small = ['--missing', 'mean', '--val-size', '0.2', '--epochs', '2', '--out', join(cwd, 'out')];
  await run(cwd, ['sweep', ...data, ...small, '--lr', '0.01,0.1', '--name', 'cars', '--quiet']);
  expect(read('cars')).not.toContain(cwd);
  expect(pairsOf(read('cars'), 'settings')).toMatchObject({ 'ignore-columns': 'Year,Name' });
});

it('is not written with --no-report, and resume keeps to that, or is told so', async () => {
  const flags = ['--lr', '1e-3,1e-2', '--quiet'];
  await sweepIn(cwd, ...flags, '--no-report', '--name', 'without');
  rmSync(join(cwd, 'out/without/summary.json'));
  await run(cwd, ['resume', 'out/without', '--quiet']);
  expect(existsSync(join(cwd, 'out/without/summary.json'))).toBe(true);
  expect(existsSync(page('without'))).toBe(false);
  await sweepIn(cwd, ...flags, '--name', 'with');
  rmSync(join(cwd, 'out/with/summary.json'));
  expect((await run(cwd, ['resume', 'out/with', '--quiet', '--no-report'])).code).toBe(0);
  expect(existsSync(page('with'))).toBe(false);
  rmSync(join(cwd, 'out/with/summary.json'));
  await run(cwd, ['resume', 'out/with', '--quiet']);
  expect(dataOf(read('with')).trials.number).toEqual([1, 2]);
});
