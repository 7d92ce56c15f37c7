import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readJson, run } from '../e2e/program.js';

const cwd = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
cpSync(fileURLToPath(new URL('../fixtures/cars.csv', import.meta.url)), join(cwd, 'cars.csv'));
const target = ['--target', 'Miles_per_Gallon'];

/** A command line as a shell takes it: words, and texts in single quotes. */
function words(command: string): string[] {
  return Array.from(command.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, word]) => quoted ?? word ?? '');
}

it('shows the columns and what train makes of them, and writes nothing', async () => {
  const before = readdirSync(cwd);
  const { code, stdout, stderr } = await run(cwd, ['inspect', 'cars.csv', ...target]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^cars\.csv: 406 rows, 9 columns\n/);
  expect(stdout).toMatch(/^Miles_per_Gallon +number +8 +129 +9 … 46\.6, mean 23\.515 +target$/m);
  expect(stdout).toMatch(/^Origin +text +– +3 +USA 254, Japan 79, Europe 73$/m);
  expect(stdout).toMatch(/^Year +text +– +12 .* date-like, refused$/m);
  expect(stdout).toMatch(/^14 of 406 rows have a missing cell, and --missing drop would drop them:$/m);
  expect(stdout).toMatch(/^ {2}Horsepower +6 rows +6 for this column alone$/m);
  expect(stdout).toContain('The target Miles_per_Gallon is 23.515 ± 7.8062, from 9 to 46.6;');
  expect(readdirSync(cwd)).toEqual(before);
});

it('ends with a command that trains, and gives what it promises', async () => {
  const json = await run(cwd, ['inspect', 'cars.csv', ...target, '--json']);
  const { command, suggestion } = JSON.parse(json.stdout) as {
    command: string;
    suggestion: { train: { rows: number; features: string[] } };
  };
  const { stdout } = await run(cwd, ['inspect', 'cars.csv', ...target]);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(command);
  const [, ...args] = words(command);
  const trained = await run(cwd, [...args, '--epochs', '1', '--hidden', '2', '--name', 'cars']);
  expect(trained.code).toBe(0);
  const summary = readJson(cwd, 'out', 'cars', 'summary.json');
  expect(suggestion.train.rows).toBe(Number(summary['train_rows']) + Number(summary['test_rows']));
  expect(suggestion.train.features).toHaveLength(Number(summary['features']));
});

it('keeps the flags that were given in the command', async () => {
  writeFileSync(join(cwd, 'semicolons.txt'), 'a;b;y\n1,5;7;1\n2,5;7;2\n?;7;4\n');
  const flags = ['--delimiter', ';', '--decimal', ',', '--na-values', '?'];
  const { stdout } = await run(cwd, ['inspect', 'semicolons.txt', '--target', 'y', ...flags]);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    "adam-train --data semicolons.txt --target y --ignore-columns b --delimiter ';' --decimal ',' --na-values '?' --missing drop",
  );
});

it('prints one JSON value with --json, the picture elsewhere', async () => {
  const flags = [...target, '--json', '--to', join('deep', 'pictures')];
  const { code, stdout, stderr } = await run(cwd, ['inspect', 'cars.csv', ...flags]);
  expect(code).toBe(0);
  const value = JSON.parse(stdout) as { columns: Record<string, unknown>[]; train: unknown };
  expect(value).toMatchObject({ file: 'cars.csv', rows: 406, complete_rows: 392 });
  expect(value.train).toMatchObject({ stops: expect.stringMatching(/line 2, column Year/) });
  expect(value.columns.find(({ name }) => name === 'Horsepower')).toMatchObject({
    role: 'feature',
    kind: 'number',
    missing: 6,
    missing_alone: 6,
    distinct: 93,
    min: 46,
    max: 230,
    constant: false,
    id_like: false,
    date_like: false,
    features: 1,
    refused: null,
  });
  expect(stderr).toBe(`${join('deep', 'pictures', 'columns.png')}\n`);
  expect(existsSync(join(cwd, 'deep', 'pictures', 'columns.png'))).toBe(true);
});

it('says first what train says first, also where that is of no single column', async () => {
  writeFileSync(
    join(cwd, 'units.csv'),
    `a,b,y\nm,kg,N\n${[1, 2, 3, 4].map((i) => `${i},${i * i},${-i}\n`).join('')}`,
  );
  const trained = await run(cwd, ['--data', 'units.csv', '--target', 'y']);
  const { stdout } = await run(cwd, ['inspect', 'units.csv', '--target', 'y']);
  const sentence = trained.stderr.replace(/^error: /, '').trimEnd();
  expect(stdout).toContain(`train would stop:\n${sentence}\n`);
});

it('looks without a target too', async () => {
  const { code, stdout } = await run(cwd, ['inspect', 'cars.csv']);
  expect(code).toBe(0);
  expect(stdout).toContain('As a feature train would refuse:');
  expect(stdout).toMatch(/Add --target COLUMN to see what train would make of it\.\n$/);
});

describe('what cannot be looked at', () => {
  it.each([
    [['nothing.csv'], 3, 'nothing.csv cannot be read: there is no such file'],
    [['-'], 2, 'inspect reads a file more than once'],
    [['cars.csv', '--target', 'mpg'], 3, '--target must be a column of cars.csv, got mpg'],
    [['cars.csv', '--columns', 'Year'], 2, '--columns needs --target'],
    [['cars.csv', ...target, '--columns', 'a', '--ignore-columns', 'b'], 2, 'both choose columns'],
    [['cars.csv', ...target, '--thousands', '.'], 2, '--thousands must differ from --decimal'],
    [['cars.csv', '--to', 'cars.csv'], 1, 'cars.csv cannot be written'],
    [[], 2, "missing required argument 'file'"],
  ])('%j ends with %i', async (args, exit, message) => {
    const { code, stderr } = await run(cwd, ['inspect', ...args]);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(code).toBe(exit);
  });
});
