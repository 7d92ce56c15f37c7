import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { featureNames } from '../../src/data/columns.js';
import type { Dataset } from '../../src/data/dataset.js';
import { prepare } from '../../src/data/prepare.js';
import { useBackend } from '../../src/engine/engine.js';
import { AdamTrainError, exitCodes } from '../../src/errors.js';
import { trainModel } from '../../src/training/trainModel.js';
import { load, rowsOf } from '../data/csv/tables.js';
import { trainConfig } from '../trainConfigs.js';

beforeAll(async () => {
  await useBackend('wasm');
});

const config = trainConfig({ hidden: [3], epochs: 1 });

const numberTexts = [
  '0',
  '1',
  '-2',
  '3.25',
  ' 4',
  '.5',
  '6.',
  '+7',
  '8e2',
  '-9E-3',
  '1234567.891',
  '16777217',
  '1e19',
];
const texts = ['red', 'blue', 'grün', '中', 'a b', '#', '-', 'O'];
const gaps = ['', ' ', 'NA', 'NaN', 'null'];
const odd = ['0x10', '1_0', 'inf', '1e309', '12%', '--1', '1 2', 'Infinity'];

/** A column's cells: mostly of one kind, with gaps now and then, and something else more rarely. */
const column = (rows: number) =>
  fc
    .constantFrom(numberTexts, numberTexts, texts)
    .chain((kind) =>
      fc.array(
        fc.oneof(
          { weight: 60, arbitrary: fc.constantFrom(...kind) },
          { weight: 3, arbitrary: fc.constantFrom(...gaps) },
          { weight: 1, arbitrary: fc.constantFrom(...odd, ...texts, ...numberTexts) },
        ),
        { minLength: rows, maxLength: rows },
      ),
    );

const table = fc
  .integer({ min: 1, max: 9 })
  .chain((rows) => fc.array(column(rows), { minLength: 2, maxLength: 4 }))
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      delimiter: fc.constantFrom(',', ';', '\t'),
      lineEnd: fc.constantFrom('\n', '\r\n', '\n\n'),
      lastEnd: fc.boolean(),
      mark: fc.constantFrom('', '\uFEFF'),
      missing: fc.constantFrom('error' as const, 'drop' as const, 'mean' as const),
      split: fc.record({
        testSize: fc.constantFrom(0.2, 0.5),
        seed: fc.integer({ min: 0, max: 99 }),
        standardizeTarget: fc.boolean(),
      }),
    }),
  );
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

const namesOf = ({ columns }: Table) => columns.map((_, i) => (i === 1 ? 'y' : `c${i}`));
const rowsOfCells = ({ columns }: Table) =>
  (columns[0] ?? []).map((_, row) => columns.map((cells) => cells[row] as string));

function csvOf(table: Table): string {
  const lines = [namesOf(table), ...rowsOfCells(table)].map((cells) => cells.join(table.delimiter));
  return `${table.mark}${lines.join(table.lineEnd)}${table.lastEnd ? table.lineEnd : ''}`;
}

const isGap = (cell: string) => gaps.some((gap) => gap.trim() === cell.trim());
const isNumber = (cell: string) => numberTexts.includes(cell);

/** What the table says, read without any of the program's code; nothing where it is to be refused. */
function naiveReading(table: Table) {
  const names = namesOf(table);
  const kept = rowsOfCells(table)
    .map((cells, row) => ({ cells, row }))
    .filter(({ cells }) => {
      if (table.missing === 'drop') return !cells.some(isGap);
      return table.missing === 'error' || !isGap(cells[1] as string);
    });
  const target = kept.map(({ cells }) => cells[1] as string);
  if (!target.every(isNumber) || new Set(target.map(Number)).size < 2) return undefined;
  const features = names.flatMap((name, i) => {
    if (name === 'y') return [];
    const cells = kept.map(({ cells }) => (cells[i] as string).trim());
    const present = cells.filter((cell) => !isGap(cell));
    const hasGap = present.length < cells.length;
    const isNumbers = present.length > 0 && present.every((cell) => isNumber(cell) || isNumber(` ${cell}`));
    if (isNumbers && (!hasGap || table.missing === 'mean')) {
      return [{ name, values: cells.map((cell) => (isGap(cell) ? Number.NaN : Number(cell))) }];
    }
    const isTexts =
      (!hasGap || table.missing === 'mean') &&
      present.length > 0 &&
      present.every(
        (cell) =>
          !numberTexts.some((text) => text.trim() === cell) && !['inf', '1e309', 'Infinity'].includes(cell),
      );
    if (!isTexts) return [undefined];
    const gapsFirst = hasGap
      ? [{ name: `${name}=(missing)`, values: cells.map((cell) => Number(isGap(cell))) }]
      : [];
    const texts = [...new Set(present)].sort();
    return [
      ...gapsFirst,
      ...texts.map((text) => ({
        name: `${name}=${text}`,
        values: cells.map((cell) => Number(cell === text)),
      })),
    ];
  });
  if (features.some((feature) => feature === undefined)) return undefined;
  const sound = features.filter((feature) => feature !== undefined);
  return {
    names: sound.map(({ name }) => name),
    x: kept.map((_, row) => sound.map(({ values }) => values[row])),
    y: target.map(Number),
    rows: kept.map(({ row }) => row),
  };
}

/** What the work gives, or its refusal, which is a sentence with exit 3. */
async function orRefusal<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error;
    expect(error.exitCode).toBe(exitCodes.badData);
    expect(error.message).toMatch(/^[^\n]+\.$/);
    return undefined;
  }
}

it('reads every table as a naive reader does or refuses it, and trains on what it reads', async () => {
  const seen = { refused: 0, trained: 0 };
  await fc.assert(
    fc.asyncProperty(table, async (table) => {
      const { delimiter, missing, split } = table;
      const dataset = await orRefusal<Dataset>(() => load(csvOf(table), { delimiter, missing }));
      const naive = naiveReading(table);
      if (dataset === undefined) {
        seen.refused++;
        expect(naive, 'refused a sound table').toBeUndefined();
        return;
      }
      expect({
        names: featureNames(dataset.columns),
        x: rowsOf(dataset.x),
        y: [...dataset.y.values],
        rows: [...(dataset.rowNumbers ?? dataset.y.values.keys())],
      }).toEqual(naive);

      const data = await orRefusal(() => prepare(dataset, split));
      if (data === undefined) return;
      const { status, history, predictions } = await trainModel(config, data);
      const isLarge = dataset.y.values.some((value) => value > 1e18) && !split.standardizeTarget;
      if (status === 'diverged') {
        expect(isLarge).toBe(true);
        return;
      }
      seen.trained++;
      const squares = Array.from(
        data.test.actual.values,
        (value, i) => ((predictions?.test.values[i] as number) - value) ** 2,
      );
      const loss = squares.reduce((sum, square) => sum + square, 0) / squares.length;
      expect(Math.abs((history[0]?.testLoss as number) / loss - 1)).toBeLessThan(1e-3);
    }),
    { seed: 1, numRuns: 600 },
  );
  expect(seen.refused).toBeGreaterThan(50);
  expect(seen.trained).toBeGreaterThan(100);
});
