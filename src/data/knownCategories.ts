import { overRanges, type Work } from '../turns.js';
import type { FeatureColumn } from './columns.js';
import type { Dataset } from './dataset.js';
import type { RowSource } from './matrix.js';

type Raw = Pick<Dataset, 'x' | 'y' | 'columns' | 'rowNumbers'>;

/**
 * The data as an encoder has them that was fitted on some rows alone: a category that none of these rows has is no feature, and rows
 * of it have none of the others'.
 */
export function* withKnownCategories(data: Raw, rows: Int32Array): Work<Raw> {
  const { x, columns } = data;
  if (columns.features.every(({ kind }) => kind === 'number')) return data;
  const isSeen = new Uint8Array(x.columns);
  const row = new Float64Array(x.columns);
  yield* overRanges(
    rows.length,
    (start, end) => {
      for (let i = start; i < end; i++) {
        x.copyRow(rows[i] as number, row, 0);
        for (let at = 0; at < row.length; at++) if (row[at] !== 0) isSeen[at] = 1;
      }
    },
    x.columns,
  );
  let at = 0;
  const kept: number[] = [];
  const features = columns.features.map((column): FeatureColumn => {
    if (column.kind === 'number') {
      kept.push(at++);
      return column;
    }
    const first = at;
    at += column.categories.length;
    const categories = column.categories.filter((_, i) => isSeen[first + i] === 1);
    column.categories.forEach((_, i) => {
      if (isSeen[first + i] === 1) kept.push(first + i);
    });
    return { ...column, categories };
  });
  return { ...data, x: withColumns(x, kept), columns: { ...columns, features } };
}

/** Some of a source's columns. */
function withColumns(x: RowSource, kept: readonly number[]): RowSource {
  const row = new Float64Array(x.columns);
  return {
    rows: x.rows,
    columns: kept.length,
    copyRow: (index, to, offset) => {
      x.copyRow(index, row, 0);
      kept.forEach((column, i) => {
        to[offset + i] = row[column] as number;
      });
    },
  };
}
