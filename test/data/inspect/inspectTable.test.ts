import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { columnHistograms } from '../../../src/data/inspect/histograms.js';
import { inspectTable } from '../../../src/data/inspect/inspectTable.js';
import type { TableToInspect } from '../../../src/data/inspect/scanTable.js';
import { csvFile, plainTable } from '../csv/tables.js';

const options = (content: string, more: Partial<TableToInspect> = {}): TableToInspect => ({
  ...plainTable,
  path: csvFile(content),
  ...more,
});
const inspected = (content: string, more: Partial<TableToInspect> = {}) =>
  inspectTable(options(content, more));

const table = 'a,k,b,y\n1,5,x,1\n,5,y,2\n3,5,,3\n,5,,\n5,5,x,4\n6,5,y,5\n';

it('counts the rows that missing cells cost, together and for each column alone', async () => {
  const { rows, completeRows, columns } = await inspected(table);
  expect([rows, completeRows]).toEqual([6, 3]);
  expect(columns.map(({ name, missing, missingAlone }) => [name, missing, missingAlone])).toEqual([
    ['a', 2, 1],
    ['k', 0, 0],
    ['b', 2, 1],
    ['y', 1, 0],
  ]);
});

it('counts no rows of delimiters alone at the end', async () => {
  const { rows, completeRows, emptyEnd, columns } = await inspected('a,y\n1,2\n3,4\n,\n,\n');
  expect([rows, completeRows, emptyEnd]).toEqual([2, 2, 2]);
  expect(columns.map(({ missing }) => missing)).toEqual([0, 0]);
});

it('leaves columns that are not used out of that count', async () => {
  const { completeRows, columns } = await inspected(table, { ignoreColumns: ['b'] });
  expect(completeRows).toBe(4);
  expect(columns.map(({ role, missingAlone }) => [role, missingAlone])).toEqual([
    ['feature', 1],
    ['feature', 0],
    ['unused', 0],
    ['target', 0],
  ]);
});

it('does not use row names and empty columns that have no name', async () => {
  const rows = ',a,y,\nr1,1,2,\nr2,3,4,\n';
  for (const target of ['y', undefined]) {
    const { columns } = await inspected(rows, { target });
    expect(columns.map(({ name, role }) => [name, role === 'unused'])).toEqual([
      ['column 1', true],
      ['a', false],
      ['y', false],
      ['column 4', true],
    ]);
  }
});

it('counts the category of missing texts where training makes one', async () => {
  const { columns, made } = await inspected(table, { missing: 'mean' });
  expect(columns.map(({ features }) => features)).toEqual([1, 1, 3, undefined]);
  expect(made).toMatchObject({ rows: 5, features: ['a', 'k', 'b=(missing)', 'b=x', 'b=y'] });
});

it('says why train would stop, and what it would make of the rest', async () => {
  const { made, suggestion } = await inspected(table);
  expect(made).toMatchObject({ stops: expect.stringMatching(/line 3, column a: must have a value/) });
  expect(suggestion).toEqual({
    columns: undefined,
    ignoreColumns: ['k'],
    missing: 'drop',
    made: {
      rows: 3,
      columns: [
        { name: 'a', features: 1 },
        { name: 'b', features: 2 },
      ],
      features: ['a', 'b=x', 'b=y'],
      dropped: { rows: 3, of: 6, columns: expect.anything() },
    },
  });
});

it('has nothing to suggest where train takes all, or nothing', async () => {
  const fine = await inspected('a,y\n1,1\n2,3\n5,4\n');
  expect(fine.made).toMatchObject({ rows: 3, features: ['a'] });
  expect(fine.suggestion).toBeUndefined();
  const hopeless = await inspected('a,y\n$1,1\n$2,3\n$5,4\n');
  expect(hopeless.made).toHaveProperty('stops');
  expect(hopeless.suggestion).toBeUndefined();
  const noTarget = await inspected('a,y\n1,x\n2,y\n', { target: 'y' });
  expect(noTarget.columns[1]?.refusal).toMatch(/a target must be a number/);
  expect(noTarget.suggestion).toBeUndefined();
  expect((await inspected('a,y\n1,\n2,\n', { target: 'y' })).columns[1]?.refusal).toMatch(
    /a target must have a value in some row/,
  );
});

it('suggests to fill in what is missing where too few rows are without gaps', async () => {
  // 25 makers in 52 rows are few enough, and in the 26 rows without a gap too many.
  const rows = Array.from(
    { length: 52 },
    (_, i) => `${i % 2 === 0 ? i : ''},maker ${(i >> 1) % 25},${i * i}`,
  );
  const { suggestion } = await inspected(`a,b,y\n${rows.join('\n')}\n`, { target: 'y' });
  expect(suggestion).toMatchObject({ ignoreColumns: undefined, missing: 'mean', made: { rows: 52 } });
});

it('takes from the columns that were chosen', async () => {
  const content = `a,b,c,y\n${[1, 2, 3, 4].map((i) => `${i},$${i},7,${i * i}`).join('\n')}\n`;
  const chosen = await inspected(content, { columns: ['a', 'b', 'c'] });
  expect(chosen.suggestion).toMatchObject({ columns: ['a'], ignoreColumns: undefined, missing: 'error' });
  const ignored = await inspected(content, { ignoreColumns: ['b'] });
  expect(ignored.suggestion).toMatchObject({ columns: undefined, ignoreColumns: ['b', 'c'] });
});

it('looks at a table without a target', async () => {
  const { made, columns } = await inspected('a,b\n1,$5\n2,$6\n', { target: undefined });
  expect(made).toBeUndefined();
  expect(columns.map(({ role, features }) => [role, features])).toEqual([
    ['feature', 1],
    ['feature', undefined],
  ]);
  expect(columns[1]?.refusal).toMatch(/a number must stand alone/);
});

it('makes the features of a real table that training makes of it', async () => {
  const { columns, suggestion } = await inspectTable({
    ...plainTable,
    target: 'Miles_per_Gallon',
    path: fileURLToPath(new URL('../../fixtures/cars.csv', import.meta.url)),
  });
  expect(columns.filter(({ refusal }) => refusal !== undefined).map(({ name }) => name)).toEqual([
    'Year',
    'Name',
  ]);
  expect(suggestion).toMatchObject({ ignoreColumns: ['Year', 'Name'], missing: 'drop' });
  expect(suggestion?.made.rows).toBe(392);
  expect(suggestion?.made.columns.at(-1)).toEqual({ name: 'Origin', features: 3 });
});

describe('a file that is no table', () => {
  it.each([
    ['', /is empty/],
    ['a,y\n', /must have rows below its header/],
    ['a,y\n1,2\n1\n', /a row must have 2 cells/],
  ])('%j', async (content, message) => {
    await expect(inspected(content)).rejects.toThrow(message);
  });

  it('or has no such target', async () => {
    await expect(inspected('a,y\n1,2\n', { target: 'Y' })).rejects.toThrow(/did you mean y\?/);
  });
});

describe('the histograms', () => {
  const histogramsOf = async (content: string) => {
    const given = options(content, { target: undefined });
    return columnHistograms(given, (await inspectTable(given)).columns);
  };

  it('have an interval for each of a few whole numbers', async () => {
    const [a, b] = await histogramsOf('a,b\n3,x\n5,y\n3,z\n,x\n');
    expect(a).toEqual({ start: 2.5, width: 1, counts: [2, 0, 1] });
    expect(b).toBeUndefined();
  });

  it.each([
    ['decimals', ['0.5', '1.5', '7.25', '-3']],
    ['one number', ['1.5', '1.5']],
    ['the widest range', ['-1.7e308', '1.7e308', '0']],
    ['the narrowest', ['0', '5e-324']],
    ['numbers far from 0', ['1e15', '1000000000000001', '1000000000000100.5']],
  ])('count each number of %s once', async (_, cells) => {
    const [a] = await histogramsOf(`a,b\n${cells.map((cell) => `${cell},1\n`).join('')}`);
    expect(a?.counts.reduce((sum, count) => sum + count)).toBe(cells.length);
    expect(a?.width).toBeGreaterThan(0);
  });

  it('count the ends in the first interval and the last', async () => {
    const [a] = await histogramsOf('a,b\n0.5,1\n12.5,1\n12.5,1\n');
    expect([a?.counts[0], a?.counts.at(-1)]).toEqual([1, 2]);
  });
});
