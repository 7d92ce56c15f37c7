import type { FeatureColumn } from '../../columns.js';
import { type RowSource, release } from '../../matrix.js';
import { rowsAtOnce } from '../rowsAtOnce.js';

/** The features of rows as they are read: numbers and categories' codes in float64, each once in memory. */
export class FeatureBlocks {
  rows = 0;
  private readonly blocks: Float64Array<ArrayBuffer>[] = [];
  private readonly blockRows: number;

  /** @param width columns of the table that are features */
  constructor(private readonly width: number) {
    this.blockRows = rowsAtOnce(width);
  }

  /** Adds a row. @param values [width] */
  add(values: Float64Array): void {
    const offset = this.rows % this.blockRows;
    if (offset === 0) this.blocks.push(new Float64Array(this.blockRows * this.width));
    this.blocks.at(-1)?.set(values, offset * this.width);
    this.rows++;
  }

  /**
   * The rows with every category column expanded to one feature for each category.
   *
   * @param ranks for each category column, where each code stands among the column's sorted categories
   */
  expanded(columns: readonly FeatureColumn[], ranks: readonly (Int32Array | undefined)[]): RowSource {
    const { blocks, blockRows, width, rows } = this;
    const widths = columns.map((column) => (column.kind === 'number' ? 1 : column.categories.length));
    return {
      rows,
      columns: widths.reduce((sum, count) => sum + count, 0),
      release: () => release(blocks),
      copyRow: (row, to, offset) => {
        const block = blocks[Math.floor(row / blockRows)] as Float64Array;
        const from = (row % blockRows) * width;
        let at = offset;
        for (let i = 0; i < width; i++) {
          const value = block[from + i] as number;
          const rank = ranks[i];
          const size = widths[i] as number;
          if (rank === undefined) to[at] = value;
          else {
            to.fill(0, at, at + size);
            to[at + (Number.isNaN(value) ? 0 : (rank[value] as number))] = 1; // the missing ones' category is the first
          }
          at += size;
        }
      },
    };
  }
}
