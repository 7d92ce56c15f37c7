import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run, start, temporaryFolder } from './program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const flags = [
  '--samples',
  '50',
  '--features',
  '3',
  '--informative',
  '9',
  '--noise',
  '2',
  '--random-state',
  '7',
];
const note = '--informative is 9, more than the 3 features; all of them are informative.\n';

it('writes the same CSV to standard output as to a file', async () => {
  const piped = await run(cwd, ['data', ...flags]);
  expect(piped).toMatchObject({ code: 0, stderr: note });
  expect(piped.stdout).toMatch(/^x1,x2,x3,y\n(-?\d[\d.e-]*,){3}-?\d[\d.e-]*\n/);
  expect(piped.stdout.match(/\n/g)).toHaveLength(51);
  expect(await run(cwd, ['data', ...flags, '--output', 'rows.csv'])).toEqual({
    code: 0,
    stdout: '',
    stderr: note,
  });
  expect(readFileSync(join(cwd, 'rows.csv'), 'utf8')).toBe(piped.stdout);
  expect(await run(cwd, ['data', '--output', 'rows.csv'])).toMatchObject({
    code: 2,
    stderr: 'error: --output must be a new file, got rows.csv; choose another, or replace it with --force.\n',
  });
});

it('is content when a reader takes only the beginning', async () => {
  const { child, finished } = start(cwd, ['data', '--samples', '50000']);
  child.stdout?.once('data', () => child.stdout?.destroy());
  expect(await finished).toMatchObject({ code: 0, stderr: '' });
});

it('takes a single row, and no flag of training', async () => {
  expect(await run(cwd, ['data', '--samples', '1'])).toMatchObject({ code: 0, stderr: '' });
  expect(await run(cwd, ['data', '--lr', '1'])).toMatchObject({
    code: 2,
    stderr: "error: unknown option '--lr'; see adam-train data --help\n",
  });
});
