import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { readJson, run, temporaryFolder } from '../e2e/program.js';
import { fixture } from '../goldens.js';

/** Written by scripts/reference/mlp_regressor.py: R² on the test rows, of five splits. */
const { tables } = fixture<{
  tables: Record<string, { target: string; ignored: string[]; r2: number[]; r2_of_whole_batches: number[] }>;
}>('mlp-regressor.json');

const folder = temporaryFolder();
afterAll(folder.remove);

/** R² on the test rows by the defaults, as a newcomer gets it. */
async function ours(name: string): Promise<number[]> {
  const { target, ignored } = tables[name] as (typeof tables)[string];
  const data = fileURLToPath(new URL(`../fixtures/${name}.csv`, import.meta.url));
  const r2: number[] = [];
  for (const seed of [0, 1, 2, 3, 4]) {
    const ignore = ignored.length > 0 ? ['--ignore-columns', ignored.join(',')] : [];
    const own = ['--seed', `${seed}`, '--name', `${name}-${seed}`, '--quiet'];
    const args = ['--data', data, '--target', target, ...ignore, '--missing', 'drop', ...own];
    expect(await run(folder.path, args)).toMatchObject({ code: 0 });
    const summary = readJson(folder.path, 'out', `${name}-${seed}`, 'summary.json');
    r2.push(summary['test_r2'] as number);
  }
  return r2;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value) / values.length;

it.each(['penguins', 'cars'])("fits %s within the spread of scikit-learn's MLPRegressor", async (name) => {
  const { r2 } = tables[name] as (typeof tables)[string];
  const network = await ours(name);
  expect(mean(network)).toBeGreaterThanOrEqual(Math.min(...r2));
  expect(mean(network)).toBeLessThanOrEqual(Math.max(...r2));
});

/** Of few rows with much noise scikit-learn learns more by heart: its batches of 200 rows are two steps an epoch, ours is one. */
it('fits diabetes within the spread of an MLPRegressor that takes as many steps, and so better than by its default', async () => {
  const { r2, r2_of_whole_batches } = tables['diabetes'] as (typeof tables)[string];
  const network = await ours('diabetes');
  expect(mean(network)).toBeGreaterThan(Math.max(...r2));
  expect(mean(network)).toBeGreaterThanOrEqual(Math.min(...r2_of_whole_batches));
  expect(mean(network)).toBeLessThanOrEqual(Math.max(...r2_of_whole_batches));
});
