import { expect, it } from 'vitest';
import { columnsTiles, drawColumns } from '../../src/charts/columnsChart.js';
import { Cells } from '../../src/data/csv/cells.js';
import { ColumnScan } from '../../src/data/inspect/columnScan.js';
import { emptyHistogram } from '../../src/data/inspect/histograms.js';
import type { InspectedColumn } from '../../src/data/inspect/scanTable.js';
import { dark, decodePng, white } from './png.js';

function column(name: string, cells: readonly string[], role: InspectedColumn['role'] = 'feature') {
  const scan = new ColumnScan(name, new Cells());
  cells.forEach((cell, i) => {
    scan.see(cell, i + 2);
  });
  return { ...scan.finish(), role, missingAlone: 0, features: 1, refusal: undefined };
}

const rows = 30;
const cellsOf = (of: (i: number) => string) => Array.from({ length: rows }, (_, i) => of(i));
const columns: InspectedColumn[] = [
  column(
    'x',
    cellsOf((i) => String(i / 3)),
  ),
  column(
    'colour',
    cellsOf((i) => ['red', 'green', 'a colour with a long name', '青'][i % 4] ?? ''),
  ),
  column(
    'many',
    cellsOf((i) => `kind ${i % 15}`),
  ),
  column(
    'who',
    cellsOf((i) => `name ${i}`),
  ),
  column(
    'empty',
    cellsOf(() => ''),
  ),
  column(
    'same',
    cellsOf(() => '5'),
  ),
  column(
    'An uncommonly long name of a column, 燃料',
    cellsOf((i) => String(1e9 + i)),
  ),
  column(
    'y',
    cellsOf((i) => String(i * i)),
    'target',
  ),
];
const histogramsOf = (of: InspectedColumn[]) =>
  of.map(({ numbers }) => (numbers === undefined ? undefined : emptyHistogram(numbers)));
const table = { rows, completeRows: 0, columns, emptyEnd: 0 };
const tiles = (shown = table) => columnsTiles('a.csv', shown, histogramsOf(shown.columns));
const titleOf = (tile: ReturnType<typeof tiles>['tiles'][number] | undefined) =>
  tile?.configuration.options?.plugins?.title?.text;
const wordsOf = (tile: ReturnType<typeof tiles>['tiles'][number] | undefined) =>
  String(tile?.configuration.options?.plugins?.subtitle?.text);

it('has a panel for each column, the target first', () => {
  const [heading, ...panels] = tiles().tiles;
  expect(titleOf(heading)).toBe('Columns');
  expect(wordsOf(heading)).toContain('30 rows  ·  8 columns');
  expect(panels.map(titleOf).slice(0, 3)).toEqual(['y', 'x', 'colour']);
  expect(panels).toHaveLength(8);
  expect(wordsOf(panels[0])).toBe('target, number');
  expect(wordsOf(panels[4])).toBe('text, id-like');
  expect(wordsOf(panels[5])).toBe('no value, 30 missing');
  expect(wordsOf(panels[6])).toBe('number, constant');
});

it('shows the commonest texts, and the others together', () => {
  const many = tiles().tiles.find((tile) => titleOf(tile) === 'many');
  expect(many?.configuration.data.labels?.at(-1)).toBe('others');
  expect(many?.configuration.data.datasets[0]?.data).toEqual([2, 2, 2, 2, 2, 20]);
});

it('puts the panels beside each other without a gap or an overlap', () => {
  const { tiles: all, size } = tiles();
  const area = all.reduce((sum, tile) => sum + tile.size.width * tile.size.height, 0);
  expect(area).toBe(size.width * (size.height - 10));
  expect(new Set(all.map(({ left, top }) => `${left} ${top}`)).size).toBe(all.length);
});

it('draws the first columns of very many, and says so', () => {
  const x = columns[0] as InspectedColumn;
  const { tiles: all, size } = tiles({ ...table, columns: Array.from({ length: 300 }, () => x) });
  expect(all).toHaveLength(81);
  expect(size.height).toBeLessThanOrEqual(4000);
  expect(wordsOf(all[0])).toContain('the first 80 drawn');
});

it.each([1, 2, 8])('renders %i columns on white, with text, and clips nothing', async (count) => {
  const shown = columns.slice(-count);
  const png = await decodePng(drawColumns('a.csv', { ...table, columns: shown }, histogramsOf(shown)));
  expect(png.opaque).toBe(true);
  expect(png.width).toBe(count > 2 ? 2400 : 1200);
  expect(png.fraction({ left: 0, right: 1, top: 0, bottom: 0.15 }, dark)).toBeGreaterThan(0.001);
  for (const edge of [
    { left: 0, right: 1, top: 0, bottom: 0.005 },
    { left: 0, right: 1, top: 0.995, bottom: 1 },
    { left: 0, right: 0.005, top: 0, bottom: 1 },
    { left: 0.995, right: 1, top: 0, bottom: 1 },
  ]) {
    expect(png.fraction(edge, white)).toBe(1);
  }
});
