import { expect, it } from 'vitest';
import { drawImportance, importanceConfiguration } from '../../src/charts/importanceChart.js';
import { columnName } from '../../src/charts/parts/columnNames.js';
import { dark, decodePng, white } from './png.js';

const columnsOf = (means: number[], deviation = 0.1) =>
  means.map((mean, i) => ({ name: `column ${i + 1}`, mean, deviation, repeats: [mean, mean] }));
const shown = (means: number[]) => ({ columns: columnsOf(means), r2: 0.5, rows: 79, seed: 7 });
const chart = (means: number[], size = { width: 900, height: 600 }) => {
  const { data, options } = importanceConfiguration(shown(means), ['cars.csv'], size);
  return { data, x: options?.scales?.['x'], subtitle: options?.plugins?.subtitle?.text };
};

it('has a bar for each column, and says what was done', () => {
  const { data, x, subtitle } = chart([0.5, 0.25]);
  expect(data.labels).toEqual(['column 1', 'column 2']);
  expect(data.datasets[0]?.data).toEqual([0.5, 0.25]);
  expect(x).toMatchObject({ min: 0 });
  expect(String(subtitle)).toContain('R² 0.5000 on 79 test rows');
  expect(String(subtitle)).toContain('2 shuffles of each column, seed 7');
});

it('has room for a deviation below zero', () => {
  expect((chart([0.5, 0.05]).x as { min: number }).min).toBeLessThanOrEqual(-0.05);
});

it('draws as many bars as there is room for, and says so', () => {
  const means = Array.from({ length: 100 }, (_, i) => 1 / (i + 1));
  const { data, subtitle } = chart(means, { width: 400, height: 300 });
  expect(data.labels?.length).toBeGreaterThan(5);
  expect(data.labels?.length).toBeLessThan(20);
  expect(String(subtitle)).toContain(`the ${data.labels?.length} most important of 100 columns`);
  expect(String(chart([1]).subtitle)).not.toContain('most important');
});

it.each([
  [1, 320],
  [60, 1570],
  [200, 1570],
])('is as high as %i bars need, on white, and clips nothing', async (bars, height) => {
  const columns = columnsOf(Array.from({ length: bars }, (_, i) => 1e-6 / (i + 1))).map((column, i) => ({
    ...column,
    name: i % 2 ? '燃料'.repeat(30) : `An uncommonly long name of a column, number ${i}`,
  }));
  const png = await decodePng(drawImportance({ columns, r2: 0.5, rows: 79, seed: 1 }, ['cars.csv']));
  expect([png.width, png.height]).toEqual([1800, 2 * height]);
  expect(png.opaque).toBe(true);
  expect(png.fraction({ left: 0, right: 1, top: 0, bottom: 50 / height }, dark)).toBeGreaterThan(0.002);
  for (const edge of [
    { left: 0, right: 1, top: 0, bottom: 0.002 },
    { left: 0, right: 1, top: 0.998, bottom: 1 },
    { left: 0, right: 0.003, top: 0, bottom: 1 },
    { left: 0.997, right: 1, top: 0, bottom: 1 },
  ]) {
    expect(png.fraction(edge, white)).toBe(1);
  }
});

it('cuts a long name in its middle, so that names that begin alike stay apart', () => {
  expect(columnName('short', 12)).toEqual({ text: 'short', replaced: false });
  expect(columnName('income in the year 2019', 12).text).toBe('income…2019');
  expect(columnName('income in the year 2020', 12).text).toBe('income…2020');
});
