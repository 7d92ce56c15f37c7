import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { featureNames } from '../../../src/data/columns.js';
import { loadTable } from '../../../src/data/csv/loadTable.js';
import { datasetCsv } from '../../../src/data/datasetCsv.js';
import { drawRegression } from '../../../src/data/makeRegression.js';
import { csvFile, load, plainTable, rowsOf } from './tables.js';

const numbers = [
  [1, 2],
  [3, -4.5],
];

describe('how a table is written', () => {
  it.each<[string, string | Uint8Array]>([
    ['plainly', 'a,b,y\n1,2,5\n3,-4.5,6\n'],
    ['without a last line end', 'a,b,y\n1,2,5\n3,-4.5,6'],
    ['with a byte order mark', '\uFEFFa,b,y\n1,2,5\n3,-4.5,6\n'],
    ['with a byte order mark and quotes', '\uFEFF"a","b","y"\n"1","2","5"\n3,-4.5,6\n'],
    ['with CRLF', 'a,b,y\r\n1,2,5\r\n3,-4.5,6\r\n'],
    ['with CR', 'a,b,y\r1,2,5\r3,-4.5,6\r'],
    ['with line ends of all kinds and blank lines', '\r\na,b,y\r\n\n1,2,5\r  \n3,-4.5,6\n\n'],
    ['with semicolons', 'a;b;y\n1;2;5\n3;-4.5;6\n'],
    ['with tabs', 'a\tb\ty\n1\t2\t5\n3\t-4.5\t6\n'],
    ['with bars', 'a|b|y\n1|2|5\n3|-4.5|6\n'],
    ['with spaces, signs and exponents', ' a , b,y\n +1, 2.,5\n.3e1 ,-45E-1,6\n'],
  ])('%s', async (_, content) => {
    const { x, y, columns } = await load(content);
    expect(rowsOf(x)).toEqual(numbers);
    expect([...y.values]).toEqual([5, 6]);
    expect(featureNames(columns)).toEqual(['a', 'b']);
  });

  it('with a delimiter of its own', async () => {
    expect(rowsOf((await load('a#y\n1#2\n3#4\n', { delimiter: '#' })).x)).toEqual([[1], [3]]);
    expect(rowsOf((await load('a y\n1 2\n3 4\n', { delimiter: ' ' })).x)).toEqual([[1], [3]]);
  });

  it('without a header', async () => {
    const { x, y, columns } = await load('1,2,5\n3,-4.5,6\n', { noHeader: true, target: '3' });
    expect(rowsOf(x)).toEqual(numbers);
    expect([...y.values]).toEqual([5, 6]);
    expect(columns).toEqual({
      targets: ['3'],
      features: [
        { name: '1', kind: 'number' },
        { name: '2', kind: 'number' },
      ],
    });
  });

  it('with quotes around delimiters, line breaks and quotes', async () => {
    const text = '"a, b",c,y\n"x,\n""1""",1,2\n"z",2,"3"\n';
    const { x, columns } = await load(text);
    expect(featureNames(columns)).toEqual(['a, b=x,\n"1"', 'a, b=z', 'c']);
    expect(rowsOf(x)).toEqual([
      [1, 0, 1],
      [0, 1, 2],
    ]);
  });

  it.each<[string, string, [string, number][]]>([
    [
      'an inch mark',
      '30" deck,1\n24" deck,2\n',
      [
        ['24" deck', 2],
        ['30" deck', 1],
      ],
    ],
    [
      'a blank before a quote',
      ' "x, 1",1\n  "z",2\n',
      [
        ['x, 1', 1],
        ['z', 2],
      ],
    ],
    [
      'a blank behind a quote',
      '"x" ,1\n"z"  ,2\n',
      [
        ['x', 1],
        ['z', 2],
      ],
    ],
    [
      'text behind a quote',
      '"x"1,1\n"z" "w",2\n',
      [
        ['x1', 1],
        ['z "w"', 2],
      ],
    ],
    [
      'empty quotes in quotes',
      '"""",1\n"a""",2\n',
      [
        ['"', 1],
        ['a"', 2],
      ],
    ],
  ])('with %s, as Python does', async (_, rows, expected) => {
    const { x, y, columns } = await load(`a,y\n${rows}`);
    const [column] = columns.features;
    const names = column?.kind === 'category' ? column.categories : [];
    expect(
      rowsOf(x)
        .map((row, i) => [names[row.indexOf(1)], y.values[i]])
        .sort(),
    ).toEqual(expected);
  });

  it('with long lines', async () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `a column's long name ${i}`);
    const { x } = await load(
      `${names.join(',')},y\n${names.map(() => '10.25').join(',')},1\n${'2,'.repeat(names.length)}2\n`,
    );
    expect([x.rows, x.columns]).toEqual([2, 50_000]);
  });

  it('with aligned cells', async () => {
    const text = '   a    b\ty  \n  1.5  "x y" 2\n\t-1 \t z    3\n';
    const { x, y, columns } = await load(text, { delimiter: ' ' });
    expect(featureNames(columns)).toEqual(['a', 'b=x y', 'b=z']);
    expect(rowsOf(x)).toEqual([
      [1.5, 1, 0],
      [-1, 0, 1],
    ]);
    expect([...y.values]).toEqual([2, 3]);
  });

  it.each([
    ['sep=;\na;y\n1,5;2\n3;4\n', { decimal: ',' }],
    ['\uFEFF"sep=;"\r\na;y\r\n1,5;2\r\n3;4\r\n', { decimal: ',' }],
    ['SEP=#\na#y\n1.5#2\n3#4\n', {}],
    ['sep=\t\na\ty\n1.5\t2\n3\t4\n', {}],
    ['sep=,\na;y\n1.5;2\n3;4\n', { delimiter: ';' }],
    ['# a comment\n\nsep=|\na|y\n # another, one\n1.5|2\n#"\n3|4\n#', { comment: '#' }],
    ['// a; b; c\na,y\n1.5,"2"\n// "d\n3,4\n', { comment: '//' }],
  ] as const)('as Excel and loggers say: %j', async (text, options) => {
    const { x, y } = await load(text, options);
    expect(rowsOf(x)).toEqual([[1.5], [3]]);
    expect([...y.values]).toEqual([2, 4]);
  });

  it('counts the lines of comments', async () => {
    const text = 'sep=,\n# one\na,y\n# two\n"1",2\n# "three\nx,3\n';
    await expect(load(text, { comment: '#' })).rejects.toThrow('t.csv, line 7, column a');
  });

  it('with a first quote far behind', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},${i % 2 === 0 ? 'even' : 'odd'},${2 * i}\n`);
    const text = `n,kind,y\n${rows.join('')}7,"even",8\n${rows.join('')}`;
    const { x, y } = await load(text);
    expect(x.rows).toBe(100_001);
    const read = rowsOf(x);
    for (const i of [0, 1, 49_999]) {
      const expected = [i, i % 2 === 0 ? 1 : 0, i % 2];
      expect(read[i]).toEqual(expected);
      expect(read[50_001 + i]).toEqual(expected);
      expect(y.values[50_001 + i]).toBe(2 * i);
    }
    expect(read[50_000]).toEqual([7, 1, 0]);
    // Lines are counted through.
    await expect(load(`${text}x,odd,1\n`)).rejects.toThrow('t.csv, line 100003, column n: must be a number');
  });
});

describe('columns', () => {
  const text = 'name,size,y,origin,zip\nx,1,10,USA,07\nz,2,20,Japan,7\nw,3,30,USA,10\n';

  it('takes those that are named, in their order', async () => {
    const { x, columns } = await load(text, { columns: ['zip', 'size'] });
    expect(featureNames(columns)).toEqual(['zip', 'size']);
    expect(rowsOf(x)[1]).toEqual([7, 2]);
  });

  it('leaves out those to ignore', async () => {
    const { columns } = await load(text, { ignoreColumns: ['name', 'origin'] });
    expect(featureNames(columns)).toEqual(['size', 'zip']);
  });

  it('makes a feature of each category, sorted whatever the order of the rows', async () => {
    const [header, ...rows] = text.trimEnd().split('\n');
    const there = await load(text, { columns: ['origin', 'size'] });
    const back = await load([header, ...rows.reverse()].join('\n'), { columns: ['origin', 'size'] });
    expect(there.columns).toEqual(back.columns);
    expect(featureNames(there.columns)).toEqual(['origin=Japan', 'origin=USA', 'size']);
    expect(rowsOf(there.x)).toEqual([
      [0, 1, 1],
      [1, 0, 2],
      [0, 1, 3],
    ]);
    expect(rowsOf(back.x)).toEqual(rowsOf(there.x).reverse());
  });

  it('sorts by code points, in any script', async () => {
    const { columns } = await load('a,y\n\u{1F600},1\n\uFF21,2\nz,3\nZ,4\nä,5\n');
    expect(columns.features[0]).toEqual({
      name: 'a',
      kind: 'category',
      categories: ['Z', 'z', 'ä', '\uFF21', '\u{1F600}'],
    });
  });

  it.each<[string, string, string[]]>([
    ['as pandas and R write them', ',a,y\n0,1,2\n1,3,4\n', ['column 1 (row names)']],
    ['as R writes them', '"","a","y"\n"Mazda RX4",1,2\n"Datsun 710",3,4\n', ['column 1 (row names)']],
    [
      'with a header that is shorter',
      '"a","y"\n"Mazda RX4",1,2\n"Datsun 710",3,4\n',
      ['column 1 (row names)'],
    ],
    ['numbered, with a header that is shorter', 'a,y\n"1",1,2\n"2",3,4\n', ['column 1 (row names)']],
    [
      'as pandas writes them again',
      ',Unnamed: 0.1,Unnamed: 0,a,y\n0,0,0,1,2\n1,1,1,3,4\n',
      ['column 1 (row names)', 'Unnamed: 0.1 (row names)', 'Unnamed: 0 (row names)'],
    ],
    ['as pandas names them', 'Unnamed: 0,a,y\n0,1,2\n1,3,4\n', ['Unnamed: 0 (row names)']],
  ])('leaves out row names, %s', async (_, text, leftOut) => {
    const dataset = await load(text);
    expect(featureNames(dataset.columns)).toEqual(['a']);
    expect(rowsOf(dataset.x)).toEqual([[1], [3]]);
    expect(dataset.leftOut).toEqual(leftOut);
  });

  it('takes row names where that is asked', async () => {
    const names = ',a,y\n0,1,2\n1,3,4\n';
    for (const options of [{ columns: ['column 1'] }, { textColumns: ['column 1'], ignoreColumns: ['a'] }]) {
      const { columns, leftOut } = await load(names, options);
      expect(columns.features.map(({ name }) => name)).toEqual(['column 1']);
      expect(leftOut).toBeUndefined();
    }
  });

  it.each<[string, string, Partial<Parameters<typeof load>[1]>, string[]]>([
    ['the last one', 'a,y,\n1,2,\n3,4,\n', {}, ['column 3 (empty)']],
    [
      'several',
      'a,,y,,\n1,,2,,\n3, ,4,,\n',
      {},
      ['column 2 (empty)', 'column 4 (empty)', 'column 5 (empty)'],
    ],
    ['that the header has not', 'a,y\n1,2,\n3,4,\n', {}, ['column 3 (empty)']],
    ['that no row has', 'a,y,\n1,2\n3,4\n', {}, []],
    ['without a header', '1,2,\n3,4,\n', { noHeader: true, target: '2' }, ['3 (empty)']],
  ])('leaves out empty columns: %s', async (_, text, options, leftOut) => {
    const dataset = await load(text, options);
    expect(rowsOf(dataset.x)).toEqual([[1], [3]]);
    expect(dataset.leftOut ?? []).toEqual(leftOut);
  });

  it.each<[string, string, Partial<Parameters<typeof load>[1]>, string[]]>([
    ['as Excel leaves them', 'a,y\n1,2\n3,4\n,\n,\n', {}, ['2 empty rows at the end']],
    [
      'with semicolons, blanks, quotes and no end',
      'a;y\n1;2\n3;4\n ; \n"";',
      {},
      ['2 empty rows at the end'],
    ],
    ['among empty lines, of another length', 'a,y\n1,2\n3,4\n\n,,,\n\n', {}, ['1 empty row at the end']],
    [
      'of empty columns too',
      ',a,y,\n1,1,2,\n2,3,4,\n,,,\n',
      {},
      ['column 1 (row names)', 'column 4 (empty)', '1 empty row at the end'],
    ],
    ['without a header', '1,2\n3,4\n,\n', { noHeader: true, target: '2' }, ['1 empty row at the end']],
    ['where rows are dropped', 'a,y\n1,2\n3,4\n,\n', { missing: 'drop' }, ['1 empty row at the end']],
    ['where cells are filled', 'a,y\n1,2\n3,4\n,\n', { missing: 'mean' }, ['1 empty row at the end']],
  ])('leaves out rows of delimiters alone at the end, %s', async (_, text, options, leftOut) => {
    const dataset = await load(text, options);
    expect(rowsOf(dataset.x)).toEqual([[1], [3]]);
    expect(dataset.leftOut).toEqual(leftOut);
    expect(dataset.dropped?.rows ?? 0).toBe(0);
  });

  it('takes rows of delimiters alone before another row for rows', async () => {
    const text = 'a,y\n1,2\n,\n,\n3,4\n';
    await expect(load(text)).rejects.toThrow(
      't.csv, line 3, column y: must have a value, got a missing cell',
    );
    const dataset = await load(text, { missing: 'drop' });
    expect(dataset.dropped).toMatchObject({ rows: 2, of: 4 });
    expect([...(dataset.rowNumbers ?? [])]).toEqual([0, 3]);
    expect(dataset.leftOut).toBeUndefined();
    await expect(load('a,y\n1,2\n,,\n3,4\n', { missing: 'drop' })).rejects.toThrow(
      't.csv, line 3: a row must have 2 cells as the first one, got 3',
    );
  });

  it('finds the end of a long table where it is', async () => {
    const row = '1,2\n';
    const empty = ',\n'.repeat(50_000);
    const text = `a,y\n3,4\n${row.repeat(20_000)}${empty}${row}${empty}`;
    const dataset = await load(text, { missing: 'drop' });
    expect(dataset.dropped).toMatchObject({ rows: 50_000, of: 70_002 });
    expect(dataset.leftOut).toEqual(['50,000 empty rows at the end']);
  });

  it('has no row where all are of delimiters alone', async () => {
    await expect(load('a,y\n,\n,\n')).rejects.toThrow('t.csv must have rows below its header, got none');
    await expect(load(',\n,\n')).rejects.toThrow('t.csv must have rows, and is empty');
  });

  it('calls other columns without a name by their number', async () => {
    const { columns } = await load('a,,y,\n1,5,2,\n3,6,4,7\n', { missing: 'mean' });
    expect(featureNames(columns)).toEqual(['a', 'column 2', 'column 4']);
  });

  it('minds no name that is there twice and not used', async () => {
    const text = 'note,a,note,y\nx,1,x,2\nx,3,x,4\n';
    for (const options of [{ columns: ['a'] }, { ignoreColumns: ['note'] }]) {
      expect(featureNames((await load(text, options)).columns)).toEqual(['a']);
    }
  });

  it('takes a truth value for one whatever its case', async () => {
    const { x, columns } = await load('a,y\nTRUE,1\nfalse,2\nTrue,3\nFALSE,4\n');
    expect(featureNames(columns)).toEqual(['a=FALSE', 'a=TRUE']);
    expect(rowsOf(x)).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
  });

  it('takes numbers as text where that is asked', async () => {
    const { columns } = await load(text, { columns: ['zip'], textColumns: ['zip'] });
    expect(featureNames(columns)).toEqual(['zip=07', 'zip=10', 'zip=7']);
  });
});

describe('missing cells', () => {
  const text = 'a,b,y\n1,red,10\n,red,20\n3,NA,30\n4,blue,null\n N/A ,blue,50\n6,blue,60\n';

  it('drops their rows, and says which are left', async () => {
    const { x, y, rowNumbers, columns } = await load(text, { missing: 'drop' });
    expect(featureNames(columns)).toEqual(['a', 'b=blue', 'b=red']);
    expect(rowsOf(x)).toEqual([
      [1, 0, 1],
      [6, 1, 0],
    ]);
    expect([...y.values]).toEqual([10, 60]);
    expect(rowNumbers).toEqual(Int32Array.of(0, 5));
  });

  it('drops nothing where only columns that are not used have gaps', async () => {
    const { x, rowNumbers } = await load('a,b,y\n1,,2\n3,,4\n', { missing: 'drop', ignoreColumns: ['b'] });
    expect(x.rows).toBe(2);
    expect(rowNumbers).toBeUndefined();
  });

  it('gives missing texts a category of their own, and drops rows without a target, where the mean is to be put', async () => {
    const { x, y, rowNumbers, columns, dropped } = await load(text, { missing: 'mean' });
    expect(columns.features[1]).toEqual({ name: 'b', kind: 'category', categories: ['', 'blue', 'red'] });
    expect(featureNames(columns)).toEqual(['a', 'b=(missing)', 'b=blue', 'b=red']);
    expect(rowsOf(x)).toEqual([
      [1, 0, 0, 1],
      [Number.NaN, 0, 0, 1],
      [3, 1, 0, 0],
      [Number.NaN, 0, 1, 0],
      [6, 0, 1, 0],
    ]);
    expect([...y.values]).toEqual([10, 20, 30, 50, 60]);
    expect(rowNumbers).toEqual(Int32Array.of(0, 1, 2, 4, 5));
    expect(dropped).toEqual({ rows: 1, of: 6, columns: [{ name: 'y', rows: 1 }] });
  });

  it('gives texts a category for the missing that come before the first', async () => {
    const { x, columns, dropped } = await load('a,y\n,1\nNA,2\nred,3\n', { missing: 'mean' });
    expect(featureNames(columns)).toEqual(['a=(missing)', 'a=red']);
    expect(rowsOf(x)).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(dropped).toBeUndefined();
  });

  it('takes no category from a row that it drops', async () => {
    const { columns } = await load('a,b,y\n1,red,2\n,green,3\n4,red,5\n', { missing: 'drop' });
    expect(featureNames(columns)).toEqual(['a', 'b=red']);
  });

  it.each(['', ' ', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None'])('knows %j', async (cell) => {
    const { x } = await load(`a,b,y\n${cell},1,2\n2,3,4\n${cell},5,6\n`, { missing: 'mean' });
    expect(rowsOf(x)).toEqual([
      [Number.NaN, 1],
      [2, 3],
      [Number.NaN, 5],
    ]);
  });
});

it('says how much it has read, and the SHA-256 of it', async () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => `${i},${i / 7}\n`).join('');
  const text = `\uFEFFa,y\n${rows}`;
  const seen: [number, number | undefined][] = [];
  const path = csvFile(text);
  const { sha256 } = await loadTable({ ...plainTable, path }, (...progress) => seen.push(progress));
  const bytes = Buffer.byteLength(text);
  expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.at(-1)).toEqual([bytes, bytes]);
  expect(seen.every(([read], i) => i === 0 || read > (seen[i - 1]?.[0] ?? 0))).toBe(true);
});

it('reads back what adam-train data writes to the bit', async () => {
  const drawn = drawRegression({ samples: 9000, features: 7, informative: 4, noise: 3, bias: 1.5, seed: 42 });
  const { x, y, columns } = await load([...datasetCsv(drawn)].join(''));
  expect([x.rows, x.columns]).toEqual([9000, 7]);
  expect(featureNames(columns)).toEqual(['x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7']);
  expect(y).toEqual(drawn.y);
  const [read, expected] = [new Float64Array(7), new Float64Array(7)];
  for (let row = 0; row < 9000; row++) {
    x.copyRow(row, read, 0);
    drawn.x.copyRow(row, expected, 0);
    if (!Buffer.from(read.buffer).equals(Buffer.from(expected.buffer))) expect(read).toEqual(expected);
  }
});
