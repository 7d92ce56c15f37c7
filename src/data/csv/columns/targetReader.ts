import { formatCount } from '../../../format.js';
import type { Cells } from '../cells.js';
import { noNumberSentence } from '../numbers/numberSentence.js';
import { OneNumberWatch } from '../numbers/oneNumber.js';
import { badCell, badColumn, type Place } from '../sentences.js';
import type { ChosenColumn } from './chooseColumns.js';

const BLOCK_ROWS = 65536;

/** Reads the target's column, in float64. */
export class TargetReader implements ChosenColumn {
  readonly name: string;
  readonly position: number;
  private readonly blocks: Float64Array[] = [];
  private rows = 0;
  private readonly watch = new OneNumberWatch();

  constructor(
    column: ChosenColumn,
    private readonly file: string,
    private readonly cells: Cells,
  ) {
    this.name = column.name;
    this.position = column.position;
  }

  /** @throws AdamTrainError (exit code 3) if the cell is no number */
  read(cell: string, line: number): void {
    const offset = this.rows % BLOCK_ROWS;
    if (offset === 0) this.blocks.push(new Float64Array(BLOCK_ROWS));
    const place = () => ({ file: this.file, line, column: this.name });
    const value = readTarget(cell, this.cells, place);
    this.watch.see(cell, value);
    (this.blocks.at(-1) as Float64Array)[offset] = value;
    this.rows++;
  }

  /**
   * Every row's target: [rows]
   *
   * @throws AdamTrainError (exit code 3) if they are all the same
   */
  finish(): Float64Array {
    const y = new Float64Array(this.rows);
    this.blocks.forEach((block, i) => {
      const start = i * BLOCK_ROWS;
      y.set(block.subarray(0, Math.min(BLOCK_ROWS, this.rows - start)), start);
    });
    const first = y[0] as number;
    const lost = this.watch.sentence('choose another --target');
    if (lost !== undefined) {
      throw badColumn({ file: this.file, column: this.name }, `a target ${lost}`);
    }
    if (y.every((value) => value === first)) {
      const where = this.rows === 1 ? 'the only row' : `all of ${formatCount(this.rows)} rows`;
      throw badColumn(
        { file: this.file, column: this.name },
        `a target must have different values, got ${first} in ${where}; choose another --target`,
      );
    }
    return y;
  }
}

/**
 * A target's number.
 *
 * @throws AdamTrainError (exit code 3) if the cell holds none
 */
export function readTarget(cell: string, cells: Cells, place: () => Place): number {
  const value = cells.readFinite(cell, place);
  if (!Number.isNaN(value)) return value;
  if (cells.isMissing(cell)) {
    throw badCell(place(), 'a target must not be missing; fill it in, or drop the row with --missing drop');
  }
  throw badCell(
    place(),
    noNumberSentence(cell.trim(), cells.marks, {
      rule: 'a target must be a number, because this program does regression',
      cure: 'choose another --target',
    }),
  );
}
