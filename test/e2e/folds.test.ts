import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { expectClose, fixture } from '../goldens.js';
import { readCsv, run, temporaryFolder } from './program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const job = ['--folds', '5', '--samples', '300', '--epochs', '60', '--lr', '0.01', '--backend', 'wasm'];
const read = (name: string, file: string) => readFileSync(join(cwd, 'out', name, file), 'utf8');

it("trains and tests each fold as PyTorch does on scikit-learn's folds, and then the run as without folds", async () => {
  const { code, stderr, stdout } = await run(cwd, [...job, '--name', 'folded']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^split +240 train, 60 test, 5 folds first$/m);
  expect(stderr).toMatch(/^fold 5\/5 {2}R² 0\.99\d* /m);
  expect(stdout).toMatch(/^folds R² +0\.98\d* ± 0\.00\d*, the mean and deviation of 5$/m);
  const rows = readCsv(cwd, 'out', 'folded', 'folds.csv');
  expect(rows.map(({ fold, train_rows: train, test_rows: test }) => [fold, train, test])).toEqual(
    ['1', '2', '3', '4', '5'].map((fold) => [fold, '192', '48']),
  );
  const expected = fixture<{ r2: number[] }>('k-fold-torch.json').r2;
  const r2 = rows.map((row) => Number(row['r2']));
  expectClose(r2, expected, 1e-7);
  // The loss is the mean squared error, of predictions in float32.
  for (const { loss, rmse } of rows) expectClose([Number(loss)], [Number(rmse) ** 2], 1e-6);
  const { folds } = JSON.parse(read('folded', 'summary.json'));
  const mean = r2.reduce((sum, value) => sum + value, 0) / 5;
  const std = Math.sqrt(r2.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 5);
  expect(folds.count).toBe(5);
  expect(folds.r2.mean).toBeCloseTo(mean, 12);
  expect(folds.r2.std).toBeCloseTo(std, 12);

  const { code: plain } = await run(cwd, [...job.slice(2), '--quiet', '--name', 'plain']);
  expect(plain).toBe(0);
  expect(read('folded', 'predictions.csv')).toBe(read('plain', 'predictions.csv'));
});

it.each([
  [['--folds', '1'], '--folds must be a whole number >= 2, got 1'],
  [
    ['--folds', '300', '--samples', '100'],
    '--folds must be at most the 80 training rows, got 300; lower it.',
  ],
  [['--folds', '3', '--split', 'chronological'], '--folds draws its rows, and --split chronological keeps'],
])('%j is refused', async (args, sentence) => {
  const { code, stderr } = await run(cwd, args);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});
