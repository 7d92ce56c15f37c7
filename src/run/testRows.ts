import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell, RowCells } from '../data/rowCells.js';
import { damaged, readJsonObject } from './damage.js';
import type { RunFolder } from './runFolder.js';

/** The file of a run's folder that holds the columns of the test rows that its page shows. */
export const testRowsFileName = 'test-rows.json';

/** Writes test-rows.json: the columns' names, and a line for each row. */
export function writeTestRows(folder: RunFolder, { columns, rows }: RowCells): void {
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  folder.write(testRowsFileName, `{"columns":${JSON.stringify(columns)},\n"rows":[\n${lines}\n]}\n`);
}

/**
 * Reads it back.
 *
 * @param count of the rows that it must have
 * @returns undefined if there is none, as in the folder of a sweep's trial
 * @throws AdamTrainError (exit code 1) if it is not as a run writes it
 */
export function readTestRows(folder: string, count: number): RowCells | undefined {
  const path = join(folder, testRowsFileName);
  if (!existsSync(path)) return undefined;
  const { columns, rows } = readJsonObject(path);
  if (!isList(columns) || !columns.every((name) => typeof name === 'string')) {
    throw damaged(path, 'it has no list of columns');
  }
  const isRow = (row: unknown): row is Cell[] =>
    isList(row) && row.length === columns.length && row.every(isCell);
  if (!isList(rows) || rows.length !== count || !rows.every(isRow)) {
    throw damaged(path, `it must have ${count} rows with a cell for each column`);
  }
  return { columns, rows };
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isCell(value: unknown): value is Cell {
  return value === null || typeof value === 'number' || typeof value === 'string';
}
