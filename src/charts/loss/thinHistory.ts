import type { EpochRecord } from '../../training/history.js';
import { columnOf, landmarks } from '../parts/thinning.js';

/** Below so many epochs a column of the picture nothing is left out, as of each curve. */
const EPOCHS_A_COLUMN = 4;

/** What loss.png draws of an epoch; where the axis may be logarithmic, zero is a gap. */
const heights: ((record: EpochRecord) => number)[] = [
  ({ trainLoss }) => trainLoss,
  ({ testLoss }) => testLoss,
  ({ valLoss = Number.NaN }) => valLoss,
  ({ trainLoss }) => (trainLoss > 0 ? trainLoss : Number.NaN),
  ({ testLoss }) => (testLoss > 0 ? testLoss : Number.NaN),
  ({ valLoss = Number.NaN }) => (valLoss > 0 ? valLoss : Number.NaN),
  ({ learningRate }) => learningRate,
];

/**
 * Thins out a history that comes epoch by epoch, so that loss.png looks as if it were all there: of each column of the picture
 * what every curve has as its landmarks stays. What is kept takes no more room the longer the history is.
 */
export class ThinnedHistory {
  private readonly kept: EpochRecord[] = [];
  private column: EpochRecord[] = [];

  /**
   * @param epochs that are to come
   * @param columns the picture's width
   * @param marked an epoch that stays in any case
   */
  constructor(
    private readonly epochs: number,
    private readonly columns: number,
    private readonly marked?: number,
  ) {}

  add(record: EpochRecord): void {
    if (this.epochs <= EPOCHS_A_COLUMN * this.columns) {
      this.kept.push(record);
      return;
    }
    const [before] = this.column;
    if (before !== undefined && this.columnOf(before) !== this.columnOf(record)) this.endColumn();
    this.column.push(record);
  }

  /** What is kept of all that came. */
  end(): EpochRecord[] {
    this.endColumn();
    return this.kept;
  }

  private endColumn(): void {
    const { column } = this;
    if (column.length === 0) return;
    const chosen = new Set<number>();
    for (const height of heights) {
      for (const i of landmarks((at) => height(column[at] as EpochRecord), 0, column.length)) chosen.add(i);
    }
    this.kept.push(...column.filter(({ epoch }, i) => chosen.has(i) || epoch === this.marked));
    this.column = [];
  }

  private columnOf({ epoch }: EpochRecord): number | undefined {
    return columnOf(epoch, { first: 1, last: this.epochs, columns: this.columns });
  }
}
