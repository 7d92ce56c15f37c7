import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readJson, run, temporaryFolder } from './program.js';
import { gridOfOptimizers, sweepIn, sweepRows } from './sweeps.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const sweep = (...args: string[]) => sweepIn(cwd, ...args);
const rowsOf = (name: string) => sweepRows(cwd, name);

it('has one grid for each optimizer, in the order of the keys, and a winner that train takes', async () => {
  const { code, stdout, stderr } = await sweep(...gridOfOptimizers);
  expect(code).toBe(0);
  expect(stderr).toContain('3 configurations (a grid), ranked by val_loss');
  expect(stderr).toMatch(/^varies +momentum, optimizer$/m);
  const rows = rowsOf('grid');
  expect(rows.map(({ trial, optimizer, momentum, status }) => [trial, optimizer, momentum, status])).toEqual([
    ['1', 'sgd', '0', 'completed'],
    ['2', 'sgd', '0.9', 'completed'],
    ['3', 'adam', '', 'completed'],
  ]);
  expect(Object.keys(rows[0] ?? {}).slice(0, 5)).toEqual([
    'trial',
    'momentum',
    'optimizer',
    'status',
    'epochs',
  ]);
  const losses = rows.map(({ val_loss: loss }) => Number(loss));
  const best = losses.indexOf(Math.min(...losses));
  const summary = readJson(cwd, 'out/grid/summary.json');
  expect(summary).toMatchObject({
    status: 'completed',
    metric: 'val_loss',
    trials: { total: 3, completed: 3 },
  });
  expect(summary['best']).toMatchObject({ trial: best + 1, value: losses[best] });
  expect(stdout).toContain(`best       trial ${best + 1}: `);

  expect(
    (await run(cwd, ['train', '--config', 'out/grid/best.json', '--name', 'again', '--quiet'])).code,
  ).toBe(0);
  const again = readJson(cwd, 'out/again/summary.json');
  expect(again['val_loss']).toBe(losses[best]);
  // The pictures of the best alone; all have what a run has besides.
  for (const name of ['config.json', 'metrics.csv', 'summary.json', 'trial.json', 'loss.png']) {
    expect(readdirSync(join(cwd, 'out/grid/trial-0001'))).toContain(name);
  }
});

it('lists its trials without training', async () => {
  const { code, stdout } = await sweep(
    '--lr',
    '1e-3,1e-2',
    '--hidden',
    '8',
    '--hidden',
    '16,16',
    '--dry-run',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^trial +hidden +lr$/m);
  expect(stdout).toMatch(/^6 +16,16 +0\.01$/m);
});

it.each([
  [['--lr', '0.1'], 'A sweep needs a setting with several values'],
  [['--lr', '1e-3..1e-2'], '--lr must be a list of values where no --trials are given'],
  [['--lr', '1e-3,1e-2', '--metric', 'cv_loss'], '--metric cv_loss needs folds; add --folds 5.'],
  [['--loss', 'mse,mae', '--metric', 'val_loss'], 'rank by val_rmse'],
  [['--lr', '1e-3,1e-2', '--search', 'tpe'], '--search draws trials, and there is no number of them'],
  [
    ['--lr', '1e-3..1e-2', '--trials', '9', '--halving'],
    '--halving must be of a grid or of --search random, got tpe',
  ],
  [
    ['--seed', '1,2', '--repeats', '2'],
    '--repeats gives each configuration seeds of its own, and so does --seed',
  ],
  [['--lr', '1e-3,1e-2', '--data', '-', '--target', 'y'], '--data must be a file that each trial can read'],
  [['--epochs', '1,2', '--lr', '1e-3,1e-2'], '--epochs has one value for all trials of a sweep, got 1,2'],
])('refuses %j', async (args, sentence) => {
  const { code, stderr } = await sweep(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});

it.each([
  ['--epochs', '5,10'],
  ['--epochs', '5..10'],
  ['--backend', 'wasm,cpu'],
])('says of %s %s that all trials have one value', async (flag, values) => {
  const { code, stderr } = await sweep('--lr', '1e-3,1e-2', flag, values);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: ${flag} has one value for all trials of a sweep, got ${values}; give one.\n`,
  });
});
