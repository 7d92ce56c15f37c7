import { copyOf } from '../../text.js';
import type { Cells } from '../csv/cells.js';
import { numberLike } from '../csv/numbers/numberLike.js';
import { isCompactDate } from './compactDate.js';
import { type NumberFacts, NumberScan } from './numberScan.js';

/** What a column's cells hold, but for missing ones. */
export type ColumnKind = 'number' | 'text' | 'mixed' | 'empty';

/** What there is to know of a column before anything is made of it. */
export interface ColumnFacts {
  name: string;
  kind: ColumnKind;
  /** Rows without a value. */
  missing: number;
  distinct: number;
  /** Whether there are more different values than were kept apart. */
  hasMore: boolean;
  /** Of the numbers, where there is one. */
  numbers: NumberFacts | undefined;
  /** Texts by falling number of rows; those that came first, where there are more than were kept apart. */
  texts: { text: string; rows: number }[];
  /** One value in all rows. */
  isConstant: boolean;
  /** Another value in each row, and a number of the row or a name rather than something measured. */
  isIdLike: boolean;
  /** Most of its values are dates or times. */
  isDateLike: boolean;
  /** Among numbers the first text, or the other way round, whichever are fewer. */
  odd: { text: string; line: number } | undefined;
}

/** Different values that are kept apart. */
const MOST_DISTINCT = 10_000;
/** Texts that are looked at for what they look like. */
const MOST_LOOKED_AT = 1000;
/** With fewer rows each value may differ by chance. */
const FEW_ROWS = 20;
/** customer_id, index; PassengerId, but not humid */
const idNames = [/(?:^|[^a-z])(?:id|index|idx|key|nr|uuid|rownames?)$/i, /[a-z](?:Id|ID|Index|Key|Nr)$/];

/** Looks at a column's cells as they go by. */
export class ColumnScan {
  private rows = 0;
  private missing = 0;
  private readonly numbers = new NumberScan();
  private readonly differentNumbers = new Set<number>();
  private readonly texts = new Map<string, number>();
  private textCells = 0;
  private hasMore = false;
  /** Whether no value came twice. */
  private isEachNew = true;
  private compactDates = 0;
  private firstNumber: { text: string; line: number } | undefined;
  private firstText: { text: string; line: number } | undefined;

  constructor(
    private readonly name: string,
    private readonly cells: Cells,
  ) {}

  /** @returns whether the cell is missing */
  see(cell: string, line: number): boolean {
    this.rows++;
    if (this.cells.isMissing(cell)) {
      this.missing++;
      return true;
    }
    const value = this.cells.readNumber(cell);
    if (Number.isFinite(value)) {
      this.firstNumber ??= { text: copyOf(cell.trim()), line };
      this.numbers.see(value);
      if (isCompactDate(value)) this.compactDates++;
      this.countNumber(value);
    } else {
      this.firstText ??= { text: copyOf(cell.trim()), line };
      this.textCells++;
      this.countText(cell.trim());
    }
    return false;
  }

  finish(): ColumnFacts {
    const numbers = this.numbers.finish();
    const distinct = this.differentNumbers.size + this.texts.size;
    const kind = this.kind(numbers?.count ?? 0);
    const rare = this.textCells <= (numbers?.count ?? 0) ? this.firstText : this.firstNumber;
    const isConstant = distinct === 1 && this.missing === 0;
    return {
      name: this.name,
      kind,
      missing: this.missing,
      distinct,
      hasMore: this.hasMore,
      numbers,
      texts: Array.from(this.texts, ([text, rows]) => ({ text, rows })).sort((a, b) => b.rows - a.rows),
      isConstant,
      isIdLike: !isConstant && this.isIdLike(kind, numbers),
      isDateLike: this.isDateLike(kind, numbers),
      odd: kind === 'mixed' ? rare : undefined,
    };
  }

  private kind(numbers: number): ColumnKind {
    if (this.textCells > 0) return numbers > 0 ? 'mixed' : 'text';
    return numbers > 0 ? 'number' : 'empty';
  }

  private countNumber(value: number): void {
    const { differentNumbers } = this;
    if (this.hasMore && !this.isEachNew) return; // nothing is left to learn
    if (differentNumbers.has(value)) this.isEachNew = false;
    else if (differentNumbers.size < MOST_DISTINCT) differentNumbers.add(value);
    else this.hasMore = true;
  }

  private countText(text: string): void {
    const { texts } = this;
    const before = texts.get(text);
    if (before !== undefined) this.isEachNew = false;
    if (before !== undefined) texts.set(text, before + 1);
    else if (texts.size < MOST_DISTINCT) texts.set(copyOf(text), 1);
    else this.hasMore = true;
  }

  private isIdLike(kind: ColumnKind, numbers: NumberFacts | undefined): boolean {
    if (!this.isEachNew || this.rows - this.missing <= FEW_ROWS) return false;
    if (kind !== 'number' || numbers === undefined) return kind === 'text' || kind === 'mixed';
    if (!numbers.isWhole) return false;
    const { count, min, max } = numbers;
    const isRowNumber = (min === 0 || min === 1) && max - min === count - 1;
    return isRowNumber || idNames.some((pattern) => pattern.test(this.name));
  }

  private isDateLike(kind: ColumnKind, numbers: NumberFacts | undefined): boolean {
    if (kind === 'number') return this.compactDates === numbers?.count;
    const looked = [...this.texts.keys()].slice(0, MOST_LOOKED_AT);
    const dates = looked.filter((text) => numberLike(text, this.cells.marks)?.kind === 'date').length;
    return kind === 'text' && dates > looked.length / 2;
  }
}
