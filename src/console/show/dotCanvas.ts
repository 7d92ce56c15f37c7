import type { Line, Style } from '../print.js';

/** How a curve is drawn: in which colour, and for a terminal without colours and one without braille, too. */
export interface Pen {
  style: Style;
  /** Dots that are drawn, and then left out, along the longer side of each piece. */
  dashes: Readonly<Record<Dots, readonly [drawn: number, left: number]>>;
  /** What stands for its dots in ASCII. */
  letter: string;
}

/** What a cell of the terminal has: two by four dots of braille, or one letter. */
export type Dots = 'braille' | 'ascii';

const cellSizes = { braille: { wide: 2, high: 4 }, ascii: { wide: 1, high: 1 } } as const;
/** The bits of braille's dots, from the top, in each of the two columns. */
const bits = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;
const BRAILLE = 0x2800;

/** Curves in the cells of a terminal; a cell has the colour of the curve that came to it last. */
export class DotCanvas {
  /** In dots. */
  readonly width: number;
  readonly height: number;
  private readonly cells: { bits: number; pen: Pen | undefined }[];

  constructor(
    private readonly columns: number,
    private readonly rows: number,
    private readonly dots: Dots,
  ) {
    const { wide, high } = cellSizes[dots];
    this.width = columns * wide;
    this.height = rows * high;
    this.cells = Array.from({ length: columns * rows }, () => ({ bits: 0, pen: undefined }));
  }

  /** Draws from one dot to another, whose places are whole numbers from the upper left. */
  draw(from: readonly [x: number, y: number], to: readonly [x: number, y: number], pen: Pen): void {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const steps = Math.max(Math.abs(dx), Math.abs(dy));
    const [drawn, left] = pen.dashes[this.dots];
    for (let i = 0; i <= steps; i++) {
      const x = from[0] + Math.round((dx * i) / (steps || 1));
      const y = from[1] + Math.round((dy * i) / (steps || 1));
      // Dashes stay where they are, whatever the curve does, so that those of a curve that jumps up and down can be seen.
      if ((Math.abs(dx) >= Math.abs(dy) ? x : y) % (drawn + left) < drawn) this.set(x, y, pen);
    }
  }

  private set(x: number, y: number, pen: Pen): void {
    if (x < 0 || x >= this.width || y < 0 || y >= this.height) return;
    const { wide, high } = cellSizes[this.dots];
    const cell = this.cells[Math.floor(y / high) * this.columns + Math.floor(x / wide)];
    if (cell === undefined) return;
    cell.bits |= bits[x % wide]?.[y % high] ?? 0;
    cell.pen = pen;
  }

  /** Each row as print takes it. */
  lines(): Exclude<Line, string>[] {
    return Array.from({ length: this.rows }, (_, row) => {
      const parts: { style?: Style; text: string }[] = [];
      for (const { bits, pen } of this.cells.slice(row * this.columns, (row + 1) * this.columns)) {
        const letter = this.dots === 'ascii' ? (pen?.letter ?? ' ') : String.fromCharCode(BRAILLE + bits);
        const text = pen === undefined ? ' ' : letter;
        const last = parts.at(-1);
        if (last !== undefined && last.style === pen?.style) last.text += text;
        else parts.push({ ...(pen && { style: pen.style }), text });
      }
      return parts.map(({ style, text }) => (style === undefined ? text : { style, text }));
    });
  }
}
