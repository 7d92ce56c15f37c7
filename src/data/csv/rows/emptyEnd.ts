import { formatPlural } from '../../../format.js';
import type { CsvRecord } from './records.js';

/**
 * Keeps back rows of delimiters alone, such as Excel writes below a table that was once longer: before another row they are rows
 * as any other, at the end they are none.
 */
export class EmptyEnd {
  /** Without the cells, for there may be a million. */
  private kept: { line: number; length: number }[] = [];

  /** How many are kept back. */
  get rows(): number {
    return this.kept.length;
  }

  /** The rows of a piece that are not kept back, and those before that are no end after all. */
  rowsBefore(records: CsvRecord[]): CsvRecord[] {
    let end = records.length;
    while (end > 0 && isEmpty(records[end - 1] as CsvRecord)) end--;
    const last = records.slice(end).map(({ cells, line }) => ({ line, length: cells.length }));
    if (end === 0) {
      this.kept = this.kept.concat(last);
      return [];
    }
    const before = this.kept.map(({ line, length }) => ({ line, cells: Array<string>(length).fill('') }));
    this.kept = last;
    return before.concat(records.slice(0, end));
  }
}

function isEmpty({ cells }: CsvRecord): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** 3 empty rows at the end */
export function describeEmptyEnd(rows: number): string {
  return `${formatPlural(rows, 'empty row')} at the end`;
}
