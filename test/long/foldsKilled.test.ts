import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run, start, temporaryFolder } from '../e2e/program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const job = ['--folds', '5', '--samples', '300', '--lr', '0.01', '--backend', 'wasm'];
const read = (name: string, file: string) => readFileSync(join(cwd, 'out', name, file), 'utf8');

it('goes on with the folds that are missing where it was killed among them', async () => {
  const long = [...job, '--epochs', '3000', '--name', 'killed'];
  const { child, finished } = start(cwd, long);
  const file = join(cwd, 'out', 'killed', 'folds.csv');
  while (!existsSync(file) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  await finished;
  const before = read('killed', 'folds.csv').trimEnd().split('\n').slice(1);
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(5);
  const { code, stderr } = await run(cwd, ['resume', 'out/killed']);
  expect(code).toBe(0);
  expect(stderr).toContain(`The first ${before.length} of 5 folds are those that were trained before.`);
  const after = read('killed', 'folds.csv').trimEnd().split('\n').slice(1);
  expect(after).toHaveLength(5);
  expect(after.slice(0, before.length)).toEqual(before);
});
