import { describe, expect, it } from 'vitest';
import { Cells } from '../../../src/data/csv/cells.js';
import { ColumnScan } from '../../../src/data/inspect/columnScan.js';

function scan(cells: readonly (string | number)[], name = 'a', format = {}) {
  const column = new ColumnScan(name, new Cells(format));
  cells.forEach((cell, i) => {
    column.see(String(cell), i + 2);
  });
  return column.finish();
}

const upTo = (count: number, of: (i: number) => string | number) =>
  Array.from({ length: count }, (_, i) => of(i));

it('finds range, mean and deviation of numbers, and counts what is missing', () => {
  // 2, 4, 4, 10: mean 5, deviation √((9 + 1 + 1 + 25) / 4) = 3
  const facts = scan([2, 'NA', ' 4 ', '4.0', '', 10]);
  expect(facts).toMatchObject({ kind: 'number', missing: 2, distinct: 3, hasMore: false });
  expect(facts.numbers).toMatchObject({ count: 4, min: 2, max: 10, mean: 5, isWhole: true });
  expect(facts.numbers?.deviation).toBeCloseTo(3, 14);
  expect(scan(['1,5', '2,5'], 'a', { decimal: ',' }).numbers).toMatchObject({ mean: 2, isWhole: false });
});

it('keeps a deviation that is small beside the mean', () => {
  const { numbers } = scan([1e9, 1e9 + 1, 1e9 + 2]);
  expect(numbers?.deviation).toBeCloseTo(Math.sqrt(2 / 3), 12);
});

it('counts texts, the commonest first', () => {
  const facts = scan(['b', 'a', ' b ', '?', 'a', 'b'], 'a', { naValues: ['?'] });
  expect(facts).toMatchObject({ kind: 'text', missing: 1, distinct: 2, numbers: undefined });
  expect(facts.texts).toEqual([
    { text: 'b', rows: 3 },
    { text: 'a', rows: 2 },
  ]);
});

it('says of a mixed column which cell is the odd one', () => {
  expect(scan([1, 2, 'abc', 3])).toMatchObject({ kind: 'mixed', odd: { text: 'abc', line: 4 } });
  expect(scan(['abc', 'b', 7])).toMatchObject({ kind: 'mixed', odd: { text: '7', line: 4 } });
  expect(scan([1, 'inf'])).toMatchObject({ kind: 'mixed', odd: { text: 'inf', line: 3 } });
});

it.each([
  ['empty', ['', 'NA'], { kind: 'empty', distinct: 0, isConstant: false }],
  ['a constant', [5, '5.0'], { isConstant: true, isIdLike: false }],
  ['a constant with gaps', [5, ''], { isConstant: false }],
  ['a constant text', ['x', 'x'], { isConstant: true }],
])('tells %s', (_, cells, expected) => {
  expect(scan(cells)).toMatchObject(expected);
});

describe('what is like an identifier', () => {
  it.each<[string, (i: number) => string | number, string, boolean]>([
    ['the row numbers from 0', (i) => i, 'X', true],
    ['the row numbers from 1, in any order', (i) => 30 - i, 'X', true],
    ['whole numbers of their own', (i) => 7 * i, 'weight', false],
    ['the same by the name of one', (i) => 7 * i, 'PassengerId', true],
    ['the same by another', (i) => 7 * i, 'customer_id', true],
    ['a name that only ends like one', (i) => 7 * i, 'humid', false],
    ['seconds one after another', (i) => 1_717_200_000 + i, 'time', false],
    ['decimals that all differ', (i) => i + 0.5, 'id', false],
    ['a text that differs in each row', (i) => `name ${i}`, 'who', true],
    ['a text that is there twice', (i) => `name ${i % 29}`, 'who', false],
  ])('%s', (_, cell, name, isIdLike) => {
    expect(scan(upTo(30, cell), name).isIdLike).toBe(isIdLike);
  });

  it('but not of a few rows, which may differ by chance', () => {
    expect(scan(upTo(20, (i) => i)).isIdLike).toBe(false);
  });

  it('also where there are more than are kept apart', () => {
    const facts = scan(upTo(10_500, (i) => `u${i}`));
    expect(facts).toMatchObject({ distinct: 10_000, hasMore: true, isIdLike: true });
    expect(scan(upTo(10_500, (i) => `u${i % 10_400}`)).isIdLike).toBe(false);
  });
});

describe('what is like a date', () => {
  it.each<[string, (string | number)[], boolean]>([
    ['days', ['2024-01-31', '2024-02-01'], true],
    ['times', ['10:30', '11:00', 'noon'], true],
    ['days without marks', [20240131, 20231201], true],
    ['a number that is no day', [20240131, 20241301], false],
    ['years', [1999, 2024], false],
    ['texts', ['a', 'b', '2024-01-31'], false],
  ])('%s', (_, cells, isDateLike) => {
    expect(scan(cells).isDateLike).toBe(isDateLike);
  });
});
