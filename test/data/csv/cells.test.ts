import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TableOptions } from '../../../src/data/csv/loadTable.js';
import { load, rowsOf } from './tables.js';

/** The numbers of a column of cells, each in quotes. */
async function read(cells: readonly string[], options: Partial<TableOptions> = {}): Promise<number[]> {
  const rows = cells.map((cell, i) => `"${cell.replaceAll('"', '""')}",${i}\n`).join('');
  return rowsOf((await load(`a,y\n${rows}`, options)).x).flat();
}

const message = (cells: readonly string[], options: Partial<TableOptions> = {}) =>
  read(cells, options).then(
    (values) => values,
    (error: Error) => error.message,
  );

describe('numbers', () => {
  it.each<[string, string[], Partial<TableOptions>, number[]]>([
    [
      'a minus of any shape',
      ['−1.5', '–2', '‐.5', '﹣3', '－4', '1e−2', '−2E–1'],
      {},
      [-1.5, -2, -0.5, -3, -4, 0.01, -0.2],
    ],
    ['spaces around', ['\u00A01', '2\u202F', ' -3\t'], {}, [1, 2, -3]],
    ['decimal commas', ['1,5', '-,5', '900', '1,', '−2,5e1'], { decimal: ',' }, [1.5, -0.5, 900, 1, -25]],
    [
      'thousands',
      ['9,000', '1,234.5', '900', '-12,34,567', '1,234e2'],
      { thousands: ',' },
      [9000, 1234.5, 900, -1234567, 123400],
    ],
    ['both', ['1.234,5', '-1.000', '7', '0,25'], { decimal: ',', thousands: '.' }, [1234.5, -1000, 7, 0.25]],
    [
      'spaces of any kind',
      ['1 234', '1\u00A0234,5', '1\u202F234\u202F567', '1\u2009234', '5'],
      { decimal: ',', thousands: ' ' },
      [1234, 1234.5, 1234567, 1234, 5],
    ],
    [
      'apostrophes',
      ["1'234", '1’234’567.5', '1`234', '1´234', '12'],
      { thousands: "'" },
      [1234, 1234567.5, 1234, 1234, 12],
    ],
    ['underscores', ['1_000', '12'], { thousands: '_' }, [1000, 12]],
  ])('%s', async (_, cells, options, values) => {
    expect(await read(cells, options)).toEqual(values);
  });

  it.each<[string[], Partial<TableOptions>, string]>([
    [['1,5'], { thousands: ',' }, 'a comma between its thousands, got 1,5; use --decimal ,'],
    [
      ['1.5'],
      { decimal: ',' },
      'a comma before its decimals and nothing between its thousands, got 1.5; use --decimal . or',
    ],
    [['1.234,5'], { decimal: ',' }, 'got 1.234,5; use --thousands . or'],
    [['1 234'], {}, 'use --thousands space or'],
    [["1'234"], {}, 'use --thousands apostrophe or'],
    [['9,000'], {}, 'use --thousands , or --decimal , or leave it out'],
    [['0,307'], {}, 'got 0,307; use --decimal , or leave it out'],
    [['1,234', '0,307'], { thousands: ',' }, 'got 0,307; use --decimal ,'],
    [['-0.250'], { decimal: ',', thousands: '.' }, 'got -0.250; use --decimal .'],
    [['1.5', '2', '1,234.5'], {}, 't.csv, line 4, column a: a number must have a point'],
    [
      ['$5'],
      {},
      't.csv, line 2, column a: a number must stand alone, without a currency, percent sign, unit, brackets or the like, got $5; write the number alone, leave it out with --ignore-columns a, or take it as text with --text-columns a.',
    ],
    [['5\u200B'], {}, 'or the like, got "5\\u200b"; write the number alone'],
    [['none', '$5'], {}, 't.csv, line 3, column a: a number must stand alone'],
    [['5', '5 kg'], {}, 't.csv, line 3, column a: a number must stand alone'],
    [
      ['4.5 stars', '4 stars', '3.5 stars'],
      {},
      't.csv, line 2, column a: a number must stand alone, got 4.5 stars and others like it;',
    ],
    [['١٢'], {}, 'a number must be in the digits 0 to 9, got ١٢; write it so'],
    [
      ['2024-01-02'],
      {},
      't.csv, line 2, column a: a date or time must be written as numbers, got 2024-01-02;',
    ],
  ])('%j with %j is refused', async (cells, options, sentence) => {
    expect(await message(cells, options)).toContain(sentence);
  });

  it('have their groups where some people put them: elsewhere they are a text', async () => {
    expect(await read(['1,23,4', '1,23,4'], { thousands: ',' })).toEqual([1, 1]);
  });

  it('are text all the same where that is asked', async () => {
    expect(await read(['$5', '1,5', '2024-01-02', '−3'], { textColumns: ['a'] })).toHaveLength(16);
  });

  it('come back whatever their marks, and never as categories', async () => {
    const marks = fc.constantFrom<Partial<TableOptions>>(
      { thousands: ',' },
      { thousands: ' ' },
      { thousands: "'" },
      { decimal: ',', thousands: '.' },
      { decimal: ',', thousands: ' ' },
      { decimal: ',' },
    );
    const number = fc
      .double({ min: -1e7, max: 1e7, noNaN: true })
      .map((value) => Math.round(value * 100) / 100 + 0);
    const dressed = fc.constantFrom('$#', '#%', '# kg', '€ #', '(#)', '# €', '~#', '#cm');
    await fc.assert(
      fc.asyncProperty(
        fc.array(number, { minLength: 2, maxLength: 9 }),
        marks,
        dressed,
        async (values, marks, dress) => {
          const written = values.map((value) => {
            const [whole = '', decimals] = String(Math.abs(value)).split('.');
            const groups = whole.replace(/\B(?=(\d{3})+$)/g, marks.thousands ?? '');
            return `${value < 0 ? '-' : ''}${groups}${decimals === undefined ? '' : `${marks.decimal ?? '.'}${decimals}`}`;
          });
          expect(await read(written, marks)).toEqual(values);
          for (const options of [marks, {}]) {
            expect(
              await message(
                written.map((text) => dress.replace('#', text)),
                options,
              ),
            ).toMatch(/must stand alone/);
          }
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('missing values', () => {
  // STR_NA_VALUES of pandas 3.1.
  const usual = [
    '',
    '#N/A',
    '#N/A N/A',
    '#NA',
    '-1.#IND',
    '-1.#QNAN',
    '-NaN',
    '-nan',
    '1.#IND',
    '1.#QNAN',
    '<NA>',
    'N/A',
  ].concat(['NA', 'NULL', 'NaN', 'None', 'n/a', 'nan', 'null', ' NA ', '\u00A0']);

  it.each(usual)('%j is one, among numbers and texts', async (marker) => {
    expect(await read(['1', marker, '3'], { missing: 'drop' })).toEqual([1, 3]);
    expect(await read(['1', marker, '3'], { missing: 'mean' })).toEqual([1, Number.NaN, 3]);
    expect(await read(['red', marker, 'blue', marker], { missing: 'drop' })).toEqual([0, 1, 1, 0]);
    expect(await read(['7', marker, '8'], { missing: 'drop', textColumns: ['a'] })).toHaveLength(4);
    expect(await message(['red', marker])).toMatch(
      /line 3, column a: must have a value, got a missing cell; .*--missing/,
    );
  });

  it.each<[string, string[], string[], number[]]>([
    ['a text', ['?', '-'], ['1', '?', '-', '4'], [1, 4]],
    ['a point', ['.'], ['1', '.', '.5'], [1, 0.5]],
    ['a number, however it is written', ['-999'], ['1', '-999', '-999.0', '−999', '2'], [1, 2]],
    ['an infinity', ['inf'], ['1', 'inf', '2'], [1, 2]],
    ['what only looks like a number', ['9/9'], ['1', '9/9', '2'], [1, 2]],
  ])('--na-values: %s', async (_, naValues, cells, values) => {
    expect(await read(cells, { naValues, missing: 'drop' })).toEqual(values);
    const filled = await read(cells, { naValues, missing: 'mean' });
    expect(filled.filter((value) => !Number.isNaN(value))).toEqual(values);
    expect(filled).toHaveLength(cells.length);
  });

  it('are marked in the marks of the numbers', async () => {
    const options = { decimal: ',', thousands: '.', naValues: ['-9,99'], missing: 'drop' } as const;
    expect(await read(['1.000', '-9,99', '-9,990', '2'], options)).toEqual([1000, 2]);
  });

  it('are texts with --no-default-na, but for empty cells', async () => {
    const cells = ['NA', 'EU', 'null', ''];
    expect(await read(cells, { noDefaultNa: true, missing: 'drop' })).toHaveLength(9);
    expect(await message(['1', 'NA'], { noDefaultNa: true })).toContain('add --na-values NA if it marks');
  });

  it('that nobody named are named in the cure', async () => {
    expect(await message(['1', '?'], { missing: 'drop' })).toContain("add --na-values '?' if it marks");
    expect(await message(['?', '1'], { missing: 'drop' })).toContain("add --na-values '?' if it marks");
  });

  it('are counted where their rows are dropped', async () => {
    const { dropped } = await load('a,b,c,y\n1,,x,1\n2,2,,2\n3,NA,,3\n4,4,x,4\n5,5,x,\n6,6,y,6\n', {
      missing: 'drop',
    });
    expect(dropped).toEqual({
      rows: 4,
      of: 6,
      columns: [
        { name: 'b', rows: 2 },
        { name: 'c', rows: 2 },
        { name: 'y', rows: 1 },
      ],
    });
    expect((await load('a,y\n1,2\n3,4\n', { missing: 'drop' })).dropped).toEqual({
      rows: 0,
      of: 2,
      columns: [],
    });
    expect(await load('a,y\n1,2\n3,4\n')).not.toHaveProperty('dropped');
  });
});

describe('nearly as many categories as rows', () => {
  const names = (count: number, rows: number) => Array.from({ length: rows }, (_, i) => `name ${i % count}`);

  it('are refused: more than 20, and than half the rows', async () => {
    expect(await message(names(21, 41))).toBe(
      't.csv, column a: a column of text must have at most 20 categories or at most half as many as rows, got 21 in 41 rows, the first name 0 in line 2; leave it out with --ignore-columns a, or take it as text with --text-columns a.',
    );
    expect(await read(names(20, 20))).toHaveLength(20 * 20);
    expect(await read(names(21, 42))).toHaveLength(21 * 42);
    expect(await read(names(21, 41), { textColumns: ['a'] })).toHaveLength(21 * 41);
  });

  it('are up to a thousand where they are asked for', async () => {
    expect(await read(names(150, 150), { textColumns: ['a'] })).toHaveLength(150 * 150);
    expect(await message(names(1001, 1001), { textColumns: ['a'] })).toContain(
      'at most 1,000 different texts',
    );
  });
});

it('a comma that belongs to numbers is not taken for the delimiter', async () => {
  const { x } = await load('1,5;2,5;1\n3,5;4,5;2\n', { noHeader: true, target: '3', decimal: ',' });
  expect(rowsOf(x)).toEqual([
    [1.5, 2.5],
    [3.5, 4.5],
  ]);
  expect(rowsOf((await load('a,y\n"1,5",1\n"2,5",2\n', { decimal: ',' })).x)).toEqual([[1.5], [2.5]]);
});
