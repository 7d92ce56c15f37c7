import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadDataset } from '../../src/data/loadDataset.js';
import { rowCells } from '../../src/data/rowCells.js';
import { trainConfig } from '../trainConfigs.js';

const folder = mkdtempSync(join(tmpdir(), 'adam-train-cells-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const long = 'x'.repeat(90);
const table = `size,kind,colour,large,y
1.123456789,"a,b",red,123456789012,1
,,blue,0.5,2
-0,"${long}",,1e300,3
4,"a,b",red,-2,4
`;

async function loaded() {
  const path = join(folder, 'table.csv');
  writeFileSync(path, table);
  const { data } = trainConfig({ data: path, target: 'y', missing: 'mean', textColumns: ['kind'] });
  return loadDataset({ ...data, seed: 1 });
}

it('has the cells of the table: no filled number, no category as numbers, and no long text', async () => {
  const { columns, rows } = rowCells(await loaded(), [2, 1, 0], 20);
  expect(columns).toEqual(['size', 'kind', 'colour', 'large']);
  expect(JSON.parse(JSON.stringify(rows))).toEqual([
    [0, `${'x'.repeat(59)}…`, null, 1e300],
    [null, null, 'blue', 0.5],
    [1.123457, 'a,b', 'red', 123456789012],
  ]);
});

it('has the first columns alone where there are more than it may have', async () => {
  expect(rowCells(await loaded(), [3], 2)).toEqual({ columns: ['size', 'kind'], rows: [[4, 'a,b']] });
});
