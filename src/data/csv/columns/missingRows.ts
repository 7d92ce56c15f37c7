import { formatCount } from '../../../format.js';
import type { DroppedRows } from '../../dataset.js';
import type { Cells } from '../cells.js';
import { badCell, shortList } from '../sentences.js';
import type { MissingChoice } from '../settings.js';
import { type ChosenColumn, type ColumnChoice, leaveOut } from './chooseColumns.js';

/** What --missing does with the rows that lack a cell, and which columns were the cause. */
export class MissingRows {
  /** The targets, then the features. */
  private readonly used: readonly ChosenColumn[];
  /** Of each column with a missing cell, how many rows it cost. */
  private readonly dropped = new Map<string, number>();

  constructor(
    private readonly targets: readonly ChosenColumn[],
    private readonly features: readonly ChosenColumn[],
    private readonly file: string,
    private readonly options: ColumnChoice & { missing: MissingChoice },
    private readonly cells: Cells,
  ) {
    this.used = [...targets, ...features];
  }

  /**
   * Whether a row is dropped; it is counted then.
   *
   * @throws AdamTrainError (exit code 3) at a missing cell, if no row is to be dropped
   */
  drops(cells: readonly string[], line: number): boolean {
    const { missing } = this.options;
    // Missing features are filled.
    const asked = missing === 'mean' ? this.targets : this.used;
    const gaps = asked.filter(({ position }) => this.cells.isMissing(cells[position] as string));
    const [gap] = gaps;
    if (gap === undefined) return false;
    if (missing === 'error') throw this.missingCell(gap, line);
    for (const { name } of gaps) this.dropped.set(name, (this.dropped.get(name) ?? 0) + 1);
    return true;
  }

  /** In the order of the table's features. */
  get columns(): DroppedRows['columns'] {
    return [...this.features, ...this.targets].flatMap(({ name }) => {
      const rows = this.dropped.get(name);
      return rows === undefined ? [] : [{ name, rows }];
    });
  }

  /** The columns that cost most rows: `weight in 30, colour in 12` */
  get list(): string {
    const most = this.columns.sort((a, b) => b.rows - a.rows);
    return shortList(most.map(({ name, rows }) => `${name} in ${formatCount(rows)}`));
  }

  private missingCell(column: ChosenColumn, line: number): Error {
    const cure = this.targets.some((target) => target === column)
      ? 'or use --missing drop'
      : `use --missing drop or mean, or ${leaveOut(column.name, this.options)}`;
    return badCell(
      { file: this.file, line, column: column.name },
      `must have a value, got a missing cell; fill it in, ${cure}`,
    );
  }
}
