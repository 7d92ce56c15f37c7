import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadTable, type TableOptions } from '../../../src/data/csv/loadTable.js';
import type { Dataset } from '../../../src/data/dataset.js';
import type { RowSource } from '../../../src/data/matrix.js';

/** Writes a file of a test's own, which goes with the test. */
export function csvFile(content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'adam-train-csv-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 't.csv');
  writeFileSync(path, content);
  return path;
}

/** How a test's table is written, unless it says otherwise; messages call the file t.csv. */
export const plainTable = {
  name: 't.csv',
  target: 'y',
  columns: undefined,
  ignoreColumns: undefined,
  textColumns: undefined,
  noHeader: false,
  delimiter: undefined,
  missing: 'error',
} as const;

/** Loads a text. */
export function load(content: string | Uint8Array, options: Partial<TableOptions> = {}): Promise<Dataset> {
  return loadTable({ path: csvFile(content), ...plainTable, ...options });
}

/** Every row's values, in float64. */
export function rowsOf(x: RowSource): number[][] {
  return Array.from({ length: x.rows }, (_, row) => {
    const values = new Float64Array(x.columns);
    x.copyRow(row, values, 0);
    return [...values];
  });
}

/** The rows as references that round them to float32 first have them. */
export function inFloat32(x: RowSource): RowSource {
  return {
    ...x,
    copyRow: (row, to, offset) => {
      x.copyRow(row, to, offset);
      for (let i = offset; i < offset + x.columns; i++) to[i] = Math.fround(to[i] as number);
    },
  };
}
