import { formatText } from '../../format.js';
import type { FeatureColumn } from '../columns.js';
import { badData } from './badData.js';
import { hasNumberComma, isInfinity, isMissing, readDecimal } from './cells.js';
import { type ColumnChoice, leaveOut, takeAsText } from './chooseColumns.js';
import { OneNumberWatch } from './oneNumber.js';
import { badCell, type Place, readFinite } from './place.js';

const MOST_CATEGORIES = 100;

/** Reads one column of a table; its first cell that is not missing decides whether it holds numbers or text. */
export class FeatureReader {
  private kind: 'number' | 'text' | undefined;
  /** Each text's code, by the order of appearance. */
  private readonly codes = new Map<string, number>();
  /** The first line where the cell is missing. */
  private missingLine: number | undefined;
  /** The first text, in a column that nobody asked to be taken as text. */
  private firstText: { text: string; line: number } | undefined;
  private readonly watch = new OneNumberWatch();

  constructor(
    readonly name: string,
    readonly position: number,
    isText: boolean,
    private readonly file: string,
    private readonly choice: ColumnChoice,
  ) {
    this.kind = isText ? 'text' : undefined;
  }

  /**
   * A number, a category's code, or NaN for a missing cell.
   *
   * @throws AdamTrainError (exit code 3) where the cell does not suit the column
   */
  read(cell: string, line: number): number {
    if (this.kind === 'number') {
      const value = readFinite(cell, () => this.place(line));
      if (!Number.isNaN(value)) {
        this.watch.see(cell, value);
        return value;
      }
      if (isMissing(cell)) return value;
      throw this.textAmongNumbers(cell, line);
    }
    if (isMissing(cell)) {
      this.missingLine ??= line;
      if (this.kind === 'text') throw this.missingText();
      return Number.NaN;
    }
    if (this.kind === 'text') return this.code(cell.trim(), line);
    return this.readFirst(cell, line);
  }

  /** The column as it came out, and where each code stands among its sorted categories. */
  finish(): { column: FeatureColumn; ranks: Int32Array | undefined } {
    if (this.kind === undefined || (this.kind === 'text' && this.codes.size === 0)) {
      throw badData(
        `${this.file}, column ${formatText(this.name)}: must have a value in some row; ${leaveOut(this.name, this.choice)}.`,
      );
    }
    const { lost } = this.watch;
    if (lost !== undefined) throw this.lostNumbers(lost);
    if (this.kind === 'number') return { column: { name: this.name, kind: 'number' }, ranks: undefined };
    const categories = [...this.codes.keys()].sort(byCodePoints);
    const ranks = new Int32Array(categories.length);
    categories.forEach((text, rank) => {
      ranks[this.codes.get(text) as number] = rank;
    });
    return { column: { name: this.name, kind: 'category', categories }, ranks };
  }

  private readFirst(cell: string, line: number): number {
    const value = readFinite(cell, () => this.place(line));
    if (!Number.isNaN(value)) {
      this.kind = 'number';
      this.watch.see(cell, value);
      return value;
    }
    if (hasNumberComma(cell)) {
      throw badCell(
        this.place(line),
        `a number must have a point and no comma, got ${formatText(cell.trim())}; write it so, or ${takeAsText(this.name, this.choice)}`,
      );
    }
    this.kind = 'text';
    this.firstText = { text: formatText(cell.trim()), line };
    if (this.missingLine !== undefined) throw this.missingText();
    return this.code(cell.trim(), line);
  }

  private code(text: string, line: number): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    if (this.firstText !== undefined && (!Number.isNaN(readDecimal(text)) || isInfinity(text))) {
      throw this.numberAmongTexts(text, line, this.firstText);
    }
    const code = this.codes.size;
    if (code === MOST_CATEGORIES) {
      throw badCell(
        this.place(line),
        `a column of text must have at most ${MOST_CATEGORIES} different texts, got another, ${formatText(text)}; ${leaveOut(this.name, this.choice)}`,
      );
    }
    this.codes.set(Buffer.from(text).toString(), code); // a copy: a part of a larger text would keep it in memory
    return code;
  }

  /** Else one ? in the first row would make each number of its column a category. */
  private numberAmongTexts(cell: string, line: number, first: { text: string; line: number }): Error {
    return badCell(
      this.place(line),
      `must be a text as in line ${first.line}, ${first.text}, got the number ${formatText(cell)}; correct one of them, or ${takeAsText(this.name, this.choice)}`,
    );
  }

  private lostNumbers({ texts, value }: NonNullable<OneNumberWatch['lost']>): Error {
    const cure = `write its differences from a constant, or ${leaveOut(this.name, this.choice)}`;
    return badData(
      `${this.file}, column ${formatText(this.name)}: must have numbers that float64 tells apart, got ${texts.map(formatText).join(' and ')}, which are both ${value}, as in all rows; ${cure}.`,
    );
  }

  private textAmongNumbers(cell: string, line: number): Error {
    return badCell(
      this.place(line),
      `must be a number as in the rows before, got ${formatText(cell.trim())}; correct it, or ${takeAsText(this.name, this.choice)}`,
    );
  }

  private missingText(): Error {
    const line = this.missingLine as number;
    return badCell(
      this.place(line),
      `a missing text has no mean; fill it in, use --missing drop, or ${leaveOut(this.name, this.choice)}`,
    );
  }

  private place(line: number): Place {
    return { file: this.file, line, column: this.name };
  }
}

/** By Unicode's order, which no locale changes; sort's own order would take surrogates before U+E000. */
function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
