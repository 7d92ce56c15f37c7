import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AdamTrainError, exitCodes } from '../../src/errors.js';
import { load, rowsOf } from '../data/csv/tables.js';

const number = fc.double({ min: -1e30, max: 1e30, noNaN: true }).map((value) => value + 0);
// Text that no reader takes for a number or a gap, with everything in it that has to be quoted.
const text = fc
  .array(
    fc.constantFrom('a', 'Z', 'é', '中', '\u{1F600}', ',', ';', '\t', '|', '"', '\n', '\r\n', "'", ' '),
    {
      maxLength: 6,
    },
  )
  .map((parts) => `t${parts.join('')}t`);
const style = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  record_delimiter: fc.constantFrom('\n', '\r\n', '\r'),
  quoted: fc.boolean(),
  bom: fc.boolean(),
});

it('reads back what csv-stringify writes, however it is quoted', async () => {
  const rows = fc.array(fc.tuple(number, text, number), { minLength: 2, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(rows, text, style, async (rows, name, style) => {
      fc.pre(new Set(rows.map(([, , y]) => y)).size > 1);
      const csv = stringify([['n', name, 'y'], ...rows], { ...style, quoted_match: /[\r\n]/ });
      const { x, y, columns } = await load(csv, { delimiter: style.delimiter });
      const categories = [...new Set(rows.map(([, word]) => word))];
      const [, category] = columns.features;
      if (category?.kind !== 'category') throw new Error('no text');
      expect(category.name).toBe(name);
      expect(new Set(category.categories)).toEqual(new Set(categories));
      expect([...y.values]).toEqual(rows.map(([, , value]) => value));
      expect(rowsOf(x)).toEqual(
        rows.map(([n, word]) => [n, ...category.categories.map((text) => (text === word ? 1 : 0))]),
      );
    }),
    { seed: 1, numRuns: 150 },
  );
});

it('ends with a data set or a sentence and exit 3, whatever the bytes', async () => {
  const pieces = [
    ',',
    ';',
    '\n',
    '\r',
    '"',
    '""',
    '1',
    '2.5',
    'NA',
    'x',
    'é',
    '-',
    'inf',
    '1e400',
    '\uFEFF',
    '1,2\n',
  ];
  const lines = fc.constantFrom('1,2\n', '3,-4\n', '"5",6\r\n', ',7\n', '8,NA\r', '\n', '9,1e1\n');
  const piece = fc.oneof(
    { weight: 40, arbitrary: lines },
    { weight: 1, arbitrary: fc.constantFrom(...pieces) },
  );
  const almostCsv = fc.array(piece, { maxLength: 12 }).map((parts) => Buffer.from(`a,y\n${parts.join('')}`));
  const bytes = fc.oneof(
    { weight: 4, arbitrary: almostCsv },
    fc.uint8Array({ maxLength: 200 }).map(Buffer.from),
  );
  const options = fc.record({
    target: fc.constantFrom('y', 'y', '2'),
    noHeader: fc.boolean(),
    missing: fc.constantFrom('error' as const, 'drop' as const, 'mean' as const),
  });
  let loaded = 0;
  await fc.assert(
    fc.asyncProperty(bytes, options, async (bytes, options) => {
      try {
        const { x, y } = await load(bytes, options);
        loaded++;
        expect(x.rows).toBe(y.rows);
        expect(y.values.every(Number.isFinite)).toBe(true);
        const holes = rowsOf(x).flat().filter(Number.isNaN).length;
        if (options.missing !== 'mean') expect(holes).toBe(0);
      } catch (error) {
        if (!(error instanceof AdamTrainError)) throw error;
        expect(error.exitCode).toBe(exitCodes.badData);
        expect(error.message).toMatch(/^[^\n]+\.$/);
      }
    }),
    { seed: 1, numRuns: 1000 },
  );
  expect(loaded).toBeGreaterThan(50);
});
