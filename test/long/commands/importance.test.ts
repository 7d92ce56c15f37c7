import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importance as importanceGiven } from '../../../src/commands/importance/run.js';
import { importanceSettings } from '../../../src/commands/importance/settings.js';
import { UsageError } from '../../../src/errors.js';
import { formatR2 } from '../../../src/format.js';
import type { PageData } from '../../../src/pages/pageData.js';
import { resume } from '../../commands/runFolders.js';
import { readJson, run } from '../../e2e/program.js';

const cwd = mkdtempSync(join(tmpdir(), 'adam-train-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const copy = join(cwd, 'out', 'copy');
const files = ['importance.csv', 'importance.png'];

/** `adam-train importance FOLDER` with flags as they are typed; what it prints. */
async function importance(
  folder: string,
  flags: Partial<Record<keyof typeof importanceSettings, string>> = {},
): Promise<string> {
  let printed = '';
  const stdout = new Writable({
    write(chunk, _, done) {
      printed += chunk;
      done();
    },
  }) as unknown as typeof process.stdout;
  const given = Object.entries(flags).map(([key, text]) => {
    const { flag, range } = importanceSettings[key as keyof typeof importanceSettings];
    return [key, { name: flag, text, value: range.read(text) }];
  });
  await importanceGiven(folder, Object.fromEntries(given), {
    stdout,
    stderr: process.stderr,
  });
  return printed;
}

/** importance.csv without its header: each column's mean by its name, as the file has them. */
const meansOf = (folder: string) =>
  readFileSync(join(folder, 'importance.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(/,(?=[-\d])/))
    .map(([name, mean]) => [name, Number(mean)] as const);

const rows = Array.from({ length: 60 }, (_, i) => {
  const [a, colour] = [(i * 7) % 11, ['red', 'green', 'blue'][i % 3]];
  return `${a},${colour},5,${2 * a + 30 * (i % 3)}`;
});

beforeAll(async () => {
  writeFileSync(join(cwd, 'data.csv'), `"a, in m",colour,same,y\n${rows.join('\n')}\n`);
  const job = ['--epochs', '60', '--lr', '0.05', '--hidden', '8', '--quiet', '--name'];
  expect((await run(cwd, ['--data', 'data.csv', '--target', 'y', ...job, 'file'])).code).toBe(0);
  expect((await run(cwd, ['--samples', '60', '--features', '3', ...job, 'made'])).code).toBe(0);
  expect((await run(cwd, ['--samples', '60', '--epochs', '3', '--lr', '1e30', '--name', 'wild'])).code).toBe(
    4,
  );
});
beforeEach(() => {
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(cwd, 'out', 'file'), copy, { recursive: true });
});

it("measures the table's columns, the most important first, and writes both files into the run's folder", async () => {
  const printed = await importance(copy);
  const means = meansOf(copy);
  expect(means.map(([name]) => name)).toEqual(['colour', '"a, in m"', 'same']);
  expect(means[2]?.[1]).toBe(0);
  expect(means[0]?.[1]).toBeGreaterThan(0.5);
  const header = readFileSync(join(copy, 'importance.csv'), 'utf8').split('\n')[0];
  expect(header).toBe('column,mean,deviation,repeat_1,repeat_2,repeat_3,repeat_4,repeat_5');
  const r2 = readJson(copy, 'summary.json')['test_r2'] as number;
  expect(printed).toContain(`R² ${formatR2(r2)} on 12 test rows.`);
  expect(printed.trimEnd().split('\n').slice(-3)).toEqual(
    [...files, 'report.html'].map((name) => join(copy, name)),
  );
  expect(readdirSync(copy)).toEqual(expect.arrayContaining(files));
});

/** What a page's script is given. */
function pageData(folder: string): PageData {
  const text = readFileSync(join(folder, 'report.html'), 'utf8');
  return JSON.parse(/id="data">([^<]*)</.exec(text)?.[1] ?? '') as PageData;
}

it("shows them on the run's page, which report then writes again byte for byte", async () => {
  expect(pageData(copy).importance).toBeUndefined();
  await importance(copy);
  const { importance: shown } = pageData(copy);
  expect(shown?.columns.map(({ name }) => name)).toEqual(['colour', 'a, in m', 'same']);
  expect(shown?.columns[0]?.mean).toBeCloseTo(meansOf(copy)[0]?.[1] ?? Number.NaN, 5);
  expect(shown).toMatchObject({ of: 3, repeats: 5 });
  const page = readFileSync(join(copy, 'report.html'), 'utf8');
  rmSync(join(copy, 'report.html'));
  await run(cwd, ['report', copy]);
  expect(readFileSync(join(copy, 'report.html'), 'utf8')).toBe(page);
});

it('writes no page where there was none, and leaves one alone that cannot be written again', async () => {
  const [page, predictions] = ['report.html', 'predictions.csv'].map((name) => join(copy, name)) as [
    string,
    string,
  ];
  const before = readFileSync(page, 'utf8');
  rmSync(predictions);
  expect((await importance(copy)).trimEnd().split('\n').slice(-2)).toEqual(
    files.map((name) => join(copy, name)),
  );
  expect(readFileSync(page, 'utf8')).toBe(before);
  rmSync(page);
  await importance(copy);
  expect(readdirSync(copy)).not.toContain('report.html');
});

it('gives the same bytes again, and other numbers with another seed', async () => {
  await importance(copy, { repeats: '2' });
  const read = () => files.map((name) => readFileSync(join(copy, name)).toString('latin1'));
  const first = read();
  await importance(copy, { repeats: '2' });
  expect(read()).toEqual(first);
  await importance(copy, { repeats: '2', seed: '42' });
  expect(read()).toEqual(first);
  await importance(copy, { repeats: '2', seed: '43' });
  expect(read()).not.toEqual(first);
});

it('generates rows again', async () => {
  await importance(join(cwd, 'out', 'made'));
  expect(meansOf(join(cwd, 'out', 'made')).map(([name]) => name)).toEqual(
    expect.arrayContaining(['x1', 'x2', 'x3']),
  );
});

it.each([
  ['the last rows held out', ['--split', 'chronological']],
  ['folds', ['--folds', '3']],
  ['the best epoch of validated ones', ['--val-size', '0.2', '--patience', '1']],
  ['an average of weights', ['--ema', '0.9']],
])('begins with the R² of a run with %s', async (_, flags) => {
  const data = ['--data', 'data.csv', '--target', 'y', '--epochs', '20', '--lr', '0.02', '--hidden', '8'];
  expect((await run(cwd, [...data, ...flags, '--name', 'other', '--force', '--quiet'])).code).toBe(0);
  const folder = join(cwd, 'out', 'other');
  const r2 = readJson(folder, 'summary.json')['test_r2'] as number;
  expect(await importance(folder, { repeats: '1' })).toContain(`R² ${formatR2(r2)} on 12 test rows.`);
});

it('goes with the results of the epochs before when a run goes on', async () => {
  await importance(copy);
  await resume(copy, { epochs: '61', quiet: '' });
  expect(readdirSync(copy)).not.toEqual(expect.arrayContaining(['importance.csv']));
  expect(readdirSync(copy)).not.toEqual(expect.arrayContaining(['importance.png']));
});

describe('a file of data', () => {
  const data = join(cwd, 'data.csv');
  const elsewhere = join(cwd, 'elsewhere.csv');

  it('that has moved is named, and must have the same content', async () => {
    renameSync(data, elsewhere);
    try {
      await expect(importance(copy)).rejects.toThrow('must be the file that the run began with');
      await importance(copy, { data: elsewhere });
      expect(meansOf(copy)).toHaveLength(3);
      writeFileSync(join(cwd, 'changed.csv'), `${readFileSync(elsewhere, 'utf8')}1,red,5,2\n`);
      await expect(importance(copy, { data: join(cwd, 'changed.csv') })).rejects.toThrow(
        'its content has changed',
      );
    } finally {
      renameSync(elsewhere, data);
    }
  });
});

describe('wrong usage', () => {
  it.each([
    ['file', { repeats: '0' }, '--repeats must be a whole number from 1 to 10000, got 0; the default is 5.'],
    [
      'file',
      { seed: '-1' },
      "--seed must be a whole number from 0 to 4294967295, got -1; the default is the run's own.",
    ],
    ['made', { data: 'x.csv' }, '--data is about a file of data, and '],
    ['wild', {}, 'diverged in epoch'],
  ])('%s %j', async (name, flags, message) => {
    const folder = join(cwd, 'out', name);
    await expect(importance(folder, flags)).rejects.toThrow(message);
    await expect(importance(folder, flags)).rejects.toThrow(UsageError);
  });

  it('a folder that is no run folder', async () =>
    await expect(importance(cwd)).rejects.toThrow(/must be one that adam-train made/));
});

it('says where the test rows tell nothing', async () => {
  const two = ['--samples', '2', '--features', '1', '--test-size', '0.5', '--epochs', '1', '--hidden', '2'];
  expect((await run(cwd, [...two, '--name', 'two', '--quiet'])).code).toBe(0);
  await expect(importance(join(cwd, 'out', 'two'))).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/at least two different targets/),
  });
});
