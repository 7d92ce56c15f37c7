import { formatText } from '../../../format.js';
import { copyOf } from '../../../text.js';

/**
 * Watches a column for texts that are different numbers and yet one double in every row, such as 10000000000000000.1 and .2,
 * or 1e-400 and 2e-400: to the model they would be a constant.
 */
export class OneNumberWatch {
  private text: string | undefined;
  private value = 0;
  private isVaried = false;
  private other: string | undefined;

  /** @param cell a number's text @param value what it was read as */
  see(cell: string, value: number): void {
    if (this.isVaried) return;
    if (this.text === undefined) {
      this.text = copyOf(cell);
      this.value = value;
    } else if (value !== this.value) {
      this.isVaried = true;
    } else if (this.other === undefined && cell !== this.text && isAnother(cell, this.text)) {
      this.other = copyOf(cell);
    }
  }

  /** Two texts that the column has for its one double; nothing where it has several doubles, or says one number. */
  get lost(): { texts: [string, string]; value: number } | undefined {
    if (this.isVaried || this.text === undefined || this.other === undefined) return undefined;
    return { texts: [this.text.trim(), this.other.trim()], value: this.value };
  }

  /**
   * What is wrong with such a column, as the end of a message; nothing where nothing is.
   *
   * @param cure another way out than to write other numbers, as part of a sentence
   */
  sentence(cure: string): string | undefined {
    if (this.lost === undefined) return undefined;
    const { texts, value } = this.lost;
    return `must have numbers that float64 tells apart, got ${texts.map(formatText).join(' and ')}, which are both ${value}, as in all rows; write its differences from a constant, or ${cure}`;
  }
}

/** Whether two decimals are different numbers; texts that are written otherwise count as the same. */
function isAnother(a: string, b: string): boolean {
  const [first, second] = [canonical(a), canonical(b)];
  return first !== undefined && second !== undefined && first !== second;
}

/** A decimal without the zeros that say nothing, its point behind its last digit: -1.50e3 is -15e2. */
function canonical(text: string): string | undefined {
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text.trim());
  if (parts === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}
