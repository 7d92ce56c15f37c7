/** A point of a curve; NaN as `y` breaks the line. */
export interface Point {
  x: number;
  y: number;
}

/** Below so many points a column of the picture nothing is left out. */
const POINTS_A_COLUMN = 4;

/** The picture's columns: those of `places[0]` and `places[1]` are the first and the last. */
interface Columns {
  places: readonly [first: number, last: number];
  columns: number;
}

/**
 * Thins out what comes one by one, so that curves through it look the same in a picture of so many columns: of all that falls
 * in a column the first and the last stay, and of every curve the lowest, the highest and one NaN, so that gaps stay too. What
 * is kept takes no more room the longer the curves are. Chart.js's own plugin for this takes no NaN.
 */
export class Thinning<Item> {
  private readonly kept: Item[] = [];
  private column: Item[] = [];

  /**
   * @param columns the picture's, which the items come into from left to right
   * @param place of an item, between the first and the last
   * @param heights of an item on each curve
   * @param stays whether an item stays in any case
   */
  constructor(
    private readonly columns: Columns,
    private readonly place: (item: Item) => number,
    private readonly heights: readonly ((item: Item) => number)[],
    private readonly stays: (item: Item) => boolean = () => false,
  ) {}

  add(item: Item): void {
    const [before] = this.column;
    if (before !== undefined && this.columnOf(before) !== this.columnOf(item)) this.endColumn();
    this.column.push(item);
  }

  /** What is kept for good of what came until now. */
  get done(): readonly Item[] {
    return this.kept;
  }

  /** All that came into the column that is not through yet. */
  get current(): readonly Item[] {
    return this.column;
  }

  /** What is kept of all that came. */
  end(): Item[] {
    this.endColumn();
    return this.kept;
  }

  private endColumn(): void {
    const { column } = this;
    if (column.length === 0) return;
    const landmarks = new Set([0, column.length - 1]);
    for (const height of this.heights) addLandmarks(landmarks, column.map(height));
    this.kept.push(...column.filter((item, i) => landmarks.has(i) || this.stays(item)));
    this.column = [];
  }

  private columnOf(item: Item): number {
    const {
      places: [first, last],
      columns,
    } = this.columns;
    return Math.min(columns - 1, Math.floor(((this.place(item) - first) / (last - first || 1)) * columns));
  }
}

/** Whether a picture of so many columns has room for all points. */
export function hasRoom(points: number, columns: number): boolean {
  return points <= POINTS_A_COLUMN * columns;
}

/**
 * Thins out a curve of many points for a picture of so many columns.
 *
 * @param points by rising x
 */
export function decimate(points: readonly Point[], columns: number): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || hasRoom(points.length, columns)) return points;
  const thinning = new Thinning<Point>({ places: [first.x, last.x], columns }, ({ x }) => x, [({ y }) => y]);
  for (const point of points) thinning.add(point);
  return thinning.end();
}

/** Adds the indices of the lowest and the highest value and of one NaN. */
function addLandmarks(chosen: Set<number>, heights: readonly number[]): void {
  let lowest: number | undefined;
  let highest: number | undefined;
  let gap: number | undefined;
  heights.forEach((height, i) => {
    if (Number.isNaN(height)) {
      gap ??= i;
      return;
    }
    if (lowest === undefined || height < (heights[lowest] as number)) lowest = i;
    if (highest === undefined || height > (heights[highest] as number)) highest = i;
  });
  for (const index of [lowest, highest, gap]) if (index !== undefined) chosen.add(index);
}
