import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Columns } from '../../../src/data/columns.js';
import type { TableRows, UnseenCells } from '../../../src/data/csv/columns/rowEncoder.js';
import { type StreamOptions, streamTable } from '../../../src/data/csv/streamTable.js';
import { csvFile, rowsOf } from './tables.js';

const model: Columns = {
  features: [
    { name: 'size', kind: 'number' },
    { name: 'origin', kind: 'category', categories: ['7', 'Japan', 'USA'] },
    { name: 'age', kind: 'number' },
  ],
  targets: ['y'],
};
const strict = { unknownCategory: 'error', missing: 'error' } as const;

async function stream(
  content: string,
  unseen: UnseenCells = strict,
  options: Partial<StreamOptions> = {},
): Promise<TableRows[]> {
  const plain = { input: csvFile(content), name: 't.csv', noHeader: false, delimiter: undefined };
  const pieces: TableRows[] = [];
  for await (const piece of streamTable({ ...plain, ...options }, model, unseen)) pieces.push(piece);
  return pieces;
}

const rows = ({ x }: TableRows) =>
  rowsOf({
    ...x,
    copyRow: (row, to, offset) => to.set(x.values.subarray(row * x.columns, (row + 1) * x.columns), offset),
  });

it('finds the columns in any order, among others', async () => {
  const [piece, ...others] = await stream('age,name,origin,y,size\n3,x, USA ,10,1\n4,z,7,,2\n');
  expect(others).toEqual([]);
  expect(piece && rows(piece)).toEqual([
    [1, 0, 0, 1, 3],
    [2, 1, 0, 0, 4],
  ]);
  expect(piece?.actual).toEqual([Float64Array.of(10, Number.NaN)]);
});

it('leaves out rows of delimiters alone at the end, and says how many', async () => {
  const input = csvFile('size,origin,age\n1,USA,2\n,,\n3,USA,4\n,,\n,,\n');
  const told: number[] = [];
  const options = { input, noHeader: false, delimiter: undefined };
  const lenient = { unknownCategory: 'zeros', missing: 'mean' } as const;
  const pieces: TableRows[] = [];
  for await (const piece of streamTable(options, model, lenient, (rows) => told.push(rows)))
    pieces.push(piece);
  expect(pieces.map(({ x }) => x.rows)).toEqual([3]);
  expect(told).toEqual([2]);
});

it('needs no target', async () => {
  const [piece] = await stream('size,origin,age\n1,USA,2\n');
  expect(piece?.actual).toEqual([undefined]);
});

it('finds the columns by their numbers where there is no header', async () => {
  const numbered: Columns = {
    features: [
      { name: '3', kind: 'number' },
      { name: '1', kind: 'number' },
    ],
    targets: ['2'],
  };
  const input = csvFile('1,2,3\n4,5,6\n');
  for await (const piece of streamTable({ input, noHeader: true, delimiter: undefined }, numbered, strict)) {
    expect(rows(piece)).toEqual([
      [3, 1],
      [6, 4],
    ]);
    expect(piece.actual).toEqual([Float64Array.of(2, 5)]);
  }
});

it('reads standard input, in pieces of 8192 rows that keep their values', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `${i},USA,${i / 2},${-i}\n`);
  const input = Readable.from(['size,origin,age,y\n', ...lines].map((line) => Buffer.from(line)));
  const pieces = await stream('', strict, { input });
  expect(pieces.map(({ x, firstRow }) => [firstRow, x.rows])).toEqual([
    [0, 8192],
    [8192, 8192],
    [16384, 3616],
  ]);
  expect(pieces.flatMap(rows)).toEqual(lines.map((_, i) => [i, 0, 0, 1, i / 2]));
  expect(pieces.flatMap(({ actual }) => [...(actual[0] ?? [])])).toEqual(lines.map((_, i) => 0 - i));
});

it('leaves a missing number to the caller where the mean is to be put', async () => {
  const [piece] = await stream('size,origin,age\n,USA,NA\n', { ...strict, missing: 'mean' });
  expect(piece && rows(piece)).toEqual([[Number.NaN, 0, 0, 1, Number.NaN]]);
});

it('takes an unknown or missing category for none of them where that is asked', async () => {
  const [piece] = await stream('size,origin,age\n1,Mars,2\n1,,2\n', { ...strict, unknownCategory: 'zeros' });
  expect(piece && rows(piece)).toEqual([
    [1, 0, 0, 0, 2],
    [1, 0, 0, 0, 2],
  ]);
});

it('takes a missing text for the category that training had for it', async () => {
  const withMissing: Columns = {
    features: [{ name: 'c', kind: 'category', categories: ['', 'red'] }],
    targets: ['y'],
  };
  const input = csvFile('c,y\nNA,1\nred,2\n');
  for await (const piece of streamTable({ input }, withMissing, strict)) {
    expect(rows(piece)).toEqual([
      [1, 0],
      [0, 1],
    ]);
  }
});

it('takes a truth value for one whatever its case', async () => {
  const flags: Columns = {
    features: [
      { name: 'a', kind: 'category', categories: ['False', 'True'] },
      { name: 'b', kind: 'category', categories: ['TRUE', 'True', 'no', 'yes'] },
    ],
    targets: ['y'],
  };
  const input = csvFile('a,b\nTRUE,true\nfalse,True\nTrue,NO\nFALSE,yes\n');
  for await (const piece of streamTable({ input }, flags, strict)) {
    expect(rows(piece)).toEqual([
      [0, 1, 1, 0, 0, 0],
      [1, 0, 0, 1, 0, 0],
      [0, 1, 0, 0, 1, 0],
      [1, 0, 0, 0, 0, 1],
    ]);
  }
});

it.each([
  ['row names', ',size,origin,age,y\nx,1,USA,2,3\n'],
  ['row names below nothing', 'size,origin,age,y\nx,1,USA,2,3\n'],
  ['an empty column at the end', 'size,origin,age,y,\n1,USA,2,3,\n'],
  ['other columns of one name', 'n,size,origin,age,y,n\n1,1,USA,2,3,4\n'],
  ['a line that names the delimiter', 'sep=;\nsize;origin;age;y\n1;USA;2;3\n'],
])('reads a table with %s', async (_, text) => {
  const [piece] = await stream(text);
  expect(piece && rows(piece)).toEqual([[1, 0, 0, 1, 2]]);
  expect(piece?.actual).toEqual([Float64Array.of(3)]);
});

describe('what is wrong is said in one sentence, exit 3', () => {
  it.each([
    [
      'Size,y\n1,2\n',
      't.csv must have the columns size, origin, age, which the model was trained on; it has Size, y.',
    ],
    [
      'size,origin\n1,USA\n',
      't.csv must have the column age, which the model was trained on; it has size, origin.',
    ],
    [
      'size,size,origin,age\n1,2,USA,3\n',
      't.csv, line 1: columns 1 and 2 must have different names, got size twice; rename one.',
    ],
    [
      'size,origin,age\nm,,yr\n1,USA,3\n',
      't.csv, line 2: a row must have numbers where the next one has them, got m, yr, as in a line of units below the header; delete the line, or write it into the names.',
    ],
    [
      '# from the shop\nsize,origin,age\n1,USA,2\n',
      "t.csv must have the columns size, origin, age, which the model was trained on; it has # from the shop; add --comment '#' if the lines that begin with # are no rows.",
    ],
    ['size,origin,age\n', 't.csv must have rows below its header, got none; choose another file.'],
    [
      'size,origin,age\n1,Mars,2\n',
      't.csv, line 2, column origin: must be a category that the model knows (7, Japan, USA), got Mars; correct it, or take unknown ones as none of them with --unknown zeros.',
    ],
    [
      'size,origin,age\n1,USA,2\n1,,2\n',
      't.csv, line 3, column origin: must be a category that the model knows (7, Japan, USA), got an empty text; correct it, or take unknown ones as none of them with --unknown zeros.',
    ],
    [
      'size,origin,age\n1,USA,NA\n',
      't.csv, line 2, column age: must have a value, got a missing cell; fill it in, or leave the row out.',
    ],
    [
      'size,origin,age\nbig,USA,2\n',
      't.csv, line 2, column size: must be a number as in training, got big; correct it, add --na-values big if it marks a missing value, or leave the row out.',
    ],
    [
      'size;origin;age\n1,5;USA;2\n',
      't.csv, line 2, column size: a number must have a point before its decimals and nothing between its thousands, got 1,5; use --decimal , or leave the row out.',
    ],
    [
      'size,origin,age\n1,USA,inf\n',
      't.csv, line 2, column age: must be finite, got inf; correct it, or leave the row out.',
    ],
    [
      'size,origin,age,y\n1,USA,2,red\n',
      't.csv, line 2, column y: a target must be a number, because this program does regression, got red; correct it, add --na-values red if it marks a missing value, or choose another --target.',
    ],
    [
      'size,origin,age\n1,USA\n',
      't.csv, line 2: a row must have 3 cells as the first one, got 2; correct the line, or name another --delimiter.',
    ],
  ])('%j', async (content, message) => {
    await expect(stream(content)).rejects.toMatchObject({ message, exitCode: 3 });
  });
});

it('holds few rows of a wide table at once', async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `c${i}`);
  const wide: Columns = { features: names.map((name) => ({ name, kind: 'number' })), targets: ['y'] };
  const cells = ',1'.repeat(names.length - 1);
  const lines = Array.from({ length: 400 }, (_, row) => `${row}${cells}`);
  const input = csvFile(`${names}\n${lines.join('\n')}\n`);
  const options = { input, noHeader: false, delimiter: undefined };
  const firsts: number[] = [];
  for await (const { x, firstRow } of streamTable(options, wide, strict)) {
    expect(x.values.buffer.byteLength).toBeLessThanOrEqual(2 ** 25);
    expect(firstRow).toBe(firsts.length);
    for (let row = 0; row < x.rows; row++) firsts.push(x.values[row * x.columns] as number);
  }
  expect(firsts).toEqual(lines.map((_, row) => row));
});
