import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { featureNames } from '../../../src/data/columns.js';
import { loadTable } from '../../../src/data/csv/loadTable.js';
import { prepare } from '../../../src/data/prepare.js';
import { expectClose, fixture } from '../../goldens.js';
import { inFloat32, plainTable } from './tables.js';

interface Reference {
  features: string[];
  target: string;
  rows: number;
  kept_rows: number;
  split: { test_size: number; random_state: number };
  scaler_mean: number[];
  scaler_scale: number[];
  test_rows: number[];
}

const reference = fixture<Reference>('cars-sklearn.json');
const cars = {
  ...plainTable,
  path: fileURLToPath(new URL('../../fixtures/cars.csv', import.meta.url)),
  name: 'cars.csv',
  target: reference.target,
};

it('gives scikit-learn its rows, features, split and scaling of a real table', async () => {
  const data = await loadTable({ ...cars, ignoreColumns: ['Name', 'Year'], missing: 'drop' });
  expect(featureNames(data.columns)).toEqual(reference.features);
  expect(data.x.rows).toBe(reference.kept_rows);
  expect(data.rowNumbers).toHaveLength(reference.kept_rows);
  expect(data.rowNumbers?.at(-1)).toBe(reference.rows - 1);
  const { test_size: testSize, random_state: seed } = reference.split;
  const { test, scaler } = prepare(data, { testSize, seed });
  // The reference rounds the features to float32 before it scales them.
  const rounded = prepare({ ...data, x: inFloat32(data.x) }, { testSize, seed }).scaler;
  // The run's rows are the file's, scikit-learn's those that were kept.
  expect([...test.rowIndex]).toEqual(reference.test_rows.map((row) => data.rowNumbers?.[row]));
  expectClose(rounded.mean, reference.scaler_mean, 1e-12);
  expectClose(rounded.scale, reference.scaler_scale, 1e-12);
  expectClose(scaler.mean, reference.scaler_mean, 1e-7);
  expectClose(scaler.scale, reference.scaler_scale, 1e-7);
});

it('says what stands in the way of a first try', async () => {
  const message = (options: object) =>
    loadTable({ ...cars, ...options }).then(
      () => 'no error',
      (error: Error) => error.message,
    );
  expect(await message({})).toMatch(
    /^cars\.csv, line 2, column Year: a date or time must be written as numbers, got 1970-01-01; .*--ignore-columns Year, or/,
  );
  expect(await message({ ignoreColumns: ['Year'] })).toBe(
    'cars.csv, line 12, column Miles_per_Gallon: must have a value, got a missing cell; fill it in, or use --missing drop.',
  );
  expect(await message({ ignoreColumns: ['Year'], missing: 'drop' })).toMatch(
    /^cars\.csv, line \d+, column Name: a column of text must have at most 100 different texts, got another, .*; add Name to --ignore-columns, or take it as text with --text-columns Name\.$/,
  );
});
