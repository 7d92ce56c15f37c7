import { formatCount, formatText } from '../../../format.js';
import { copyOf } from '../../../text.js';
import { type FeatureColumn, MISSING_CATEGORY } from '../../columns.js';
import { type Cells, isInfinity } from '../cells.js';
import { isHexadecimal, mayBeHexadecimal } from '../numbers/hexadecimal.js';
import { areSuffixed } from '../numbers/numberLike.js';
import { markCure, noNumberSentence, numberSentence } from '../numbers/numberSentence.js';
import { OneNumberWatch } from '../numbers/oneNumber.js';
import { badCell, badColumn, orList, type Place } from '../sentences.js';
import { booleanOf } from './booleans.js';
import { type ChosenColumn, type ColumnChoice, leaveOut, takeAsText } from './chooseColumns.js';

const MOST_CATEGORIES = 100;
/** The same for a column that somebody asked to be taken as text. */
const MOST_CATEGORIES_ASKED_FOR = 1000;
/** More categories than these, and than half the rows, are names, dates or notes: the model would learn rows by heart. */
const FEW_CATEGORIES = 20;

/** Reads one column of a table; its first cell that is not missing decides whether it holds numbers or text. */
export class FeatureReader implements ChosenColumn {
  readonly name: string;
  readonly position: number;
  private kind: 'number' | 'text' | undefined;
  /** Each text's code, by the order of appearance. */
  private readonly codes = new Map<string, number>();
  private hasMissing = false;
  /** The first text, in a column that nobody asked to be taken as text. */
  private firstText: { text: string; line: number } | undefined;
  private readonly watch = new OneNumberWatch();

  constructor(
    { name, position, isText }: ChosenColumn & { isText: boolean },
    private readonly file: string,
    private readonly choice: ColumnChoice,
    private readonly cells: Cells,
  ) {
    this.name = name;
    this.position = position;
    this.kind = isText ? 'text' : undefined;
  }

  /**
   * A number, a category's code, or NaN for a missing cell of either.
   *
   * @throws AdamTrainError (exit code 3) where the cell does not suit the column
   */
  read(cell: string, line: number): number {
    if (this.kind === 'number') {
      const value = this.cells.readFinite(cell, () => this.place(line));
      if (!Number.isNaN(value)) {
        this.watch.see(cell, value);
        return value;
      }
      if (this.cells.isMissing(cell)) return value;
      throw this.textAmongNumbers(cell.trim(), line);
    }
    if (this.cells.isMissing(cell)) {
      this.hasMissing = true;
      return Number.NaN;
    }
    if (this.kind === 'text') return this.code(cell.trim(), line);
    return this.readFirst(cell, line);
  }

  /**
   * The column as it came out, and where each code stands among its sorted categories.
   *
   * @param rows that were read
   * @throws AdamTrainError (exit code 3) if the column has no value, or its texts are no categories
   */
  finish(rows: number): { column: FeatureColumn; ranks: Int32Array | undefined } {
    if (this.kind === undefined || (this.kind === 'text' && this.codes.size === 0)) {
      throw badColumn(
        { file: this.file, column: this.name },
        `must have a value in some row; ${leaveOut(this.name, this.choice)}`,
      );
    }
    const lost = this.watch.sentence(leaveOut(this.name, this.choice));
    if (lost !== undefined) throw badColumn({ file: this.file, column: this.name }, lost);
    if (this.kind === 'number') return { column: { name: this.name, kind: 'number' }, ranks: undefined };
    if (this.firstText !== undefined) this.checkCategories(rows, this.firstText);
    const texts = [...this.codes.keys()].sort(byCodePoints);
    const categories = this.hasMissing ? [MISSING_CATEGORY] : [];
    const ranks = new Int32Array(texts.length);
    // A truth value in several cases is one category, called as the first of them.
    const ranksOfBooleans = new Map<string, number>();
    for (const text of texts) {
      const boolean = booleanOf(text);
      const known = boolean === undefined ? undefined : ranksOfBooleans.get(boolean);
      const rank = known ?? categories.push(text) - 1;
      if (boolean !== undefined) ranksOfBooleans.set(boolean, rank);
      ranks[this.codes.get(text) as number] = rank;
    }
    return { column: { name: this.name, kind: 'category', categories }, ranks };
  }

  private readFirst(cell: string, line: number): number {
    const value = this.cells.readFinite(cell, () => this.place(line));
    if (!Number.isNaN(value)) {
      this.kind = 'number';
      this.watch.see(cell, value);
      return value;
    }
    this.kind = 'text';
    this.firstText = { text: cell.trim(), line };
    return this.code(cell.trim(), line);
  }

  private code(text: string, line: number): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    if (this.firstText !== undefined) this.checkText(text, line, this.firstText);
    const code = this.codes.size;
    const most = this.firstText === undefined ? MOST_CATEGORIES_ASKED_FOR : MOST_CATEGORIES;
    if (code === most) {
      throw badCell(
        this.place(line),
        `a column of text must have at most ${formatCount(most)} different texts, got another, ${formatText(text)}; ${orList(this.firstText === undefined ? [leaveOut(this.name, this.choice)] : this.waysOut())}`,
      );
    }
    this.codes.set(copyOf(text), code);
    return code;
  }

  /** A column of text that nobody asked for must not be one of numbers in disguise: each of them would become a category. */
  private checkText(text: string, line: number, first: { text: string; line: number }): void {
    if (Number.isNaN(this.cells.readNumber(text)) && !isInfinity(text)) {
      const sentence = numberSentence(text, this.cells.marks, this.waysOut());
      if (sentence !== undefined) throw badCell(this.place(line), sentence);
      return;
    }
    if (isHexadecimal(first.text) && mayBeHexadecimal(text)) {
      throw badCell(
        this.place(line),
        `must be left out or taken as text where it has hexadecimal codes, as ${formatText(first.text)} in line ${first.line}, got ${formatText(text)}, which may be a number; ${orList(this.waysOut())}`,
      );
    }
    const cures = orList([
      'correct one of them',
      ...markCure(first.text),
      takeAsText(this.name, this.choice),
    ]);
    throw badCell(
      this.place(line),
      `must be a text as in line ${first.line}, ${formatText(first.text)}, got the number ${formatText(text)}; ${cures}`,
    );
  }

  private checkCategories(rows: number, first: { text: string; line: number }): void {
    const { size } = this.codes;
    const texts = [...this.codes.keys()];
    if (areSuffixed(texts)) {
      throw badCell(
        this.place(first.line),
        `a number must stand alone, got ${formatText(first.text)} and others like it; ${orList(['write the number alone', ...this.waysOut()])}`,
      );
    }
    if (size <= FEW_CATEGORIES || size <= rows / 2) return;
    const what = texts.every(isHexadecimal) ? `${size} hexadecimal codes` : size;
    throw badColumn(
      { file: this.file, column: this.name },
      `a column of text must have at most ${FEW_CATEGORIES} categories or at most half as many as rows, got ${what} in ${formatCount(rows)} rows, the first ${formatText(first.text)} in line ${first.line}; ${orList(this.waysOut())}`,
    );
  }

  private textAmongNumbers(text: string, line: number): Error {
    const cure = takeAsText(this.name, this.choice);
    return badCell(
      this.place(line),
      noNumberSentence(text, this.cells.marks, {
        rule: 'must be a number as in the rows before',
        cure: isHexadecimal(text) ? [leaveOut(this.name, this.choice), cure].join(' or ') : cure,
      }),
    );
  }

  private waysOut(): string[] {
    return [leaveOut(this.name, this.choice), takeAsText(this.name, this.choice)];
  }

  private place(line: number): Place {
    return { file: this.file, line, column: this.name };
  }
}

/** By Unicode's order, which no locale changes; sort's own order would take surrogates before U+E000. */
function byCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  const pointAt = (characters: string[]) => characters[at]?.codePointAt(0) ?? -1;
  return at < 0 ? left.length - right.length : pointAt(left) - pointAt(right);
}
