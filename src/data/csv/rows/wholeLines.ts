/** Gathers a text's pieces to whole lines, each with its end: a line feed, a return or both. */
export class WholeLines {
  private parts: string[] = [];
  private length = 0;
  /** A return at a piece's end, which may be half of a line's end. */
  private half = '';

  /** How many characters wait for their line's end. */
  get waiting(): number {
    return this.length;
  }

  add(piece: string): string {
    let text = this.half + piece;
    this.half = text.endsWith('\r') ? '\r' : '';
    text = text.slice(0, text.length - this.half.length);
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    if (end === 0) {
      this.parts.push(text);
      this.length += text.length;
      return '';
    }
    const whole = `${this.parts.join('')}${text.slice(0, end)}`;
    this.parts = [text.slice(end)];
    this.length = text.length - end;
    return whole;
  }

  /** What is left. */
  end(): string {
    return this.parts.join('') + this.half;
  }
}
