import type { Point, Window } from './functions.js';

/** A piece of a contour line inside one cell of the grid. */
export type Segment = readonly [from: Point, to: Point];

/**
 * The lines on which a function has a value, by marching squares: in each cell of a grid the line runs between the two
 * edges whose ends lie on different sides of the level, where the function is taken for linear along the edge. A cell with
 * two opposite corners above has two lines, laid by the value in its middle.
 *
 * @param cells how many cells the grid has each way
 * @returns for each level its segments, in no order
 */
export function contourLines(
  value: (x: number, y: number) => number,
  { x: [left, right], y: [bottom, top] }: Window,
  levels: readonly number[],
  cells = 400,
): Segment[][] {
  const xs = Array.from({ length: cells + 1 }, (_, i) => left + ((right - left) * i) / cells);
  const ys = Array.from({ length: cells + 1 }, (_, i) => bottom + ((top - bottom) * i) / cells);
  const grid = ys.map((y) => Float64Array.from(xs, (x) => value(x, y)));
  const corner = (row: number, column: number): Corner => [
    xs[column] as number,
    ys[row] as number,
    grid[row]?.[column] as number,
  ];
  const lines: Segment[][] = levels.map(() => []);
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const square = [
        corner(row, column),
        corner(row, column + 1),
        corner(row + 1, column + 1),
        corner(row + 1, column),
      ] as const;
      const heights = square.map(([, , height]) => height);
      const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
      levels.forEach((level, i) => {
        if (level < lowest || level > highest) return;
        lines[i]?.push(...segmentsIn(square, level, value));
      });
    }
  }
  return lines;
}

/** x, y and the function's value there. */
type Corner = readonly [x: number, y: number, height: number];

function segmentsIn(
  square: readonly [Corner, Corner, Corner, Corner],
  level: number,
  value: (x: number, y: number) => number,
): Segment[] {
  // The crossings in the order of the edges: below, right, above, left.
  const crossings = square.flatMap((from, edge) => {
    const to = square[(edge + 1) % 4] as Corner;
    return from[2] > level === to[2] > level ? [] : [crossing(from, to, level)];
  });
  const [first, second, third, fourth] = crossings;
  if (first === undefined || second === undefined) return [];
  if (third === undefined || fourth === undefined) return [[first, second]];
  const [[left, bottom, height], , [right, top]] = square;
  const middle = value((left + right) / 2, (bottom + top) / 2);
  // The line passes round the corners that the middle is not joined to.
  return middle > level === height > level
    ? [
        [first, second],
        [third, fourth],
      ]
    : [
        [second, third],
        [fourth, first],
      ];
}

function crossing([x0, y0, from]: Corner, [x1, y1, to]: Corner, level: number): Point {
  const way = (level - from) / (to - from);
  return [x0 + way * (x1 - x0), y0 + way * (y1 - y0)];
}

/**
 * Levels for a surface: 1 and 3 times the powers of ten, from a small part of its highest value up; where it has no lowest value
 * their negatives and 0 too.
 *
 * @param lowest the least value; none for a surface that falls without end
 * @param highest the largest value that is to have a line, > 0
 */
export function logLevels(lowest: number | undefined, highest: number): number[] {
  const top = Math.floor(Math.log10(highest));
  const powers = Array.from({ length: lowest === undefined ? 3 : 7 }, (_, i) => top - i).reverse();
  const above = powers
    .flatMap((power) => [Number(`1e${power}`), Number(`3e${power}`)])
    .filter((level) => level <= highest);
  if (lowest !== undefined) return above.map((level) => lowest + level);
  return [...above.map((level) => -level).reverse(), 0, ...above];
}

/** The greatest size of the function on a coarse grid of the window. */
export function highest(value: (x: number, y: number) => number, { x, y }: Window): number {
  let greatest = 0;
  for (let i = 0; i <= 20; i++) {
    for (let j = 0; j <= 20; j++) {
      const height = value(x[0] + ((x[1] - x[0]) * i) / 20, y[0] + ((y[1] - y[0]) * j) / 20);
      greatest = Math.max(greatest, Math.abs(height));
    }
  }
  return greatest;
}
