// Writes test/fixtures/cars.csv from the cars of vega-datasets, whose package is too large to be a dependency:
//   npm pack vega-datasets@2.11.0 && tar xzf vega-datasets-2.11.0.tgz package/data/cars.json
//   node scripts/carsCsv.mjs package/data/cars.json
import { readFile, writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';

const columns = [
  'Miles_per_Gallon',
  'Cylinders',
  'Displacement',
  'Horsepower',
  'Weight_in_lbs',
  'Acceleration',
  'Year',
  'Origin',
  'Name',
];

const [from] = process.argv.slice(2);
if (from === undefined) throw new Error('usage: node scripts/carsCsv.mjs CARS.json');
const cars = JSON.parse(await readFile(from, 'utf8'));
const to = new URL('../test/fixtures/cars.csv', import.meta.url);
await writeFile(to, stringify(cars, { header: true, columns })); // a missing value is null, and becomes an empty cell
