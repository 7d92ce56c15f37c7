import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, readJson, run, temporaryFolder } from '../e2e/program.js';

const { path: cwd, remove } = temporaryFolder();
afterAll(remove);
const write = (name: string, lines: readonly string[]) =>
  writeFileSync(join(cwd, name), `${lines.join('\n')}\n`);
const quickly = ['--epochs', '3', '--hidden', '4'];

describe('how cells are written is kept in the run', () => {
  const rows = Array.from({ length: 30 }, (_, i) => [1000.5 + 100 * i, i % 7] as const);
  const european = (value: number) =>
    value.toLocaleString('de-DE', {
      maximumFractionDigits: 1,
      useGrouping: 'always',
    } as Intl.NumberFormatOptions);
  let trained: Finished;
  beforeAll(async () => {
    write('train.csv', [
      'a;b;y',
      ...rows.map(([a, b], i) => `${european(a)};${i === 4 ? '?' : b};${european(a + b)}`),
    ]);
    write('new.csv', ['a;b', ...rows.map(([a, b]) => `${european(a)};${b}`), '1.000,5;?']);
    write('plain.csv', [
      'a,b',
      ...rows.map(([a, b]) => `"${a.toLocaleString('en-US')}",${b}`),
      '"1,000.5",-',
    ]);
    const marks = ['--decimal', ',', '--thousands', '.', '--na-values', '?', '--no-default-na'];
    const flags = ['--data', 'train.csv', '--target', 'y', '--missing', 'mean', ...marks, '--name', 'kept'];
    trained = await run(cwd, [...flags, ...quickly]);
  });

  it('in config.json', () => {
    expect(trained).toMatchObject({ code: 0 });
    const settings = { decimal: ',', thousands: '.', naValues: ['?'], noDefaultNa: true };
    expect(readJson(cwd, 'out/kept/config.json')).toMatchObject(settings);
  });

  it('for predict, unless it is given anew', async () => {
    const predict = (...flags: string[]) => run(cwd, ['predict', 'out/kept', '--data', ...flags]);
    const kept = await predict('new.csv');
    expect(kept).toMatchObject({ code: 0 });
    expect(kept.stdout.split('\n')).toHaveLength(1 + 31 + 1);
    const anew = await predict('plain.csv', '--decimal', '.', '--thousands', ',', '--na-values', '-');
    expect(anew).toMatchObject({ code: 0, stdout: kept.stdout });
    const wrong = await predict('plain.csv');
    expect(wrong).toMatchObject({ code: 3 });
    expect(wrong.stderr).toContain('use --decimal . --thousands , or leave the row out');
  });

  it('for resume', async () => {
    const resumed = await run(cwd, ['resume', 'out/kept', '--epochs', '5']);
    expect(resumed).toMatchObject({ code: 0 });
    expect(readJson(cwd, 'out/kept/config.json')).toMatchObject({ decimal: ',', naValues: ['?'], epochs: 5 });
  });
});

it('--missing drop says how many rows went and why', async () => {
  write('gaps.csv', [
    'a,b,c,y',
    ...Array.from({ length: 40 }, (_, i) => `${i},${i % 4 ? i : ''},${i % 8 ? 'x' : 'NA'},${i}`),
  ]);
  const flags = ['--data', 'gaps.csv', '--target', 'y', '--missing', 'drop', '--name', 'gaps', ...quickly];
  const { code, stderr } = await run(cwd, flags);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^missing +10 of 40 rows dropped for a missing cell in b \(10\), c \(5\)$/m);
  const dropped = { rows: 10, of: 40, columns: ['b', 'c'] };
  expect(readJson(cwd, 'out/gaps/summary.json')).toMatchObject({ train_rows: 24, test_rows: 6, dropped });
});

it.each([
  [
    ['--decimal', ',', '--thousands', ','],
    '--thousands must differ from --decimal, got , for both; choose another --thousands, or leave it out.',
  ],
  [['--thousands', '.'], '--thousands must differ from --decimal, got . for both; add --decimal ,.'],
  [['--decimal', ';'], '--decimal must be a point or a comma (. or ,), got ;; the default is a point.'],
  [['--hidden', '4', '--hidden', '5'], '--hidden must be given once, got 4 and 5; leave one out.'],
])('%j is a usage error', async (flags, message) => {
  const { code, stderr } = await run(cwd, ['--data', 'gaps.csv', '--target', 'y', ...flags]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});
