/** A point of a curve; NaN as `y` breaks the line. */
export interface Point {
  x: number;
  y: number;
}

/**
 * Thins out a curve of many points so that it looks the same in a picture of `columns` columns: of the points that fall in
 * a column the first, the lowest, the highest and the last stay, and one NaN where there are some, so that gaps stay too.
 * Chart.js's own plugin for this takes no NaN.
 *
 * @param points by rising x
 */
export function decimate(points: readonly Point[], columns: number): readonly Point[] {
  if (points.length <= 4 * columns) return points;
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  const kept: Point[] = [];
  let start = 0;
  for (let i = 0; i <= points.length; i++) {
    const column = columnOf(points[i]?.x, { first, last, columns });
    if (column === columnOf(points[start]?.x, { first, last, columns })) continue;
    for (const index of landmarks((at) => heightAt(points, at), start, i)) kept.push(points[index] as Point);
    start = i;
  }
  return kept;
}

/** Which of so many columns a place between the first and the last falls in; undefined for no place. */
export function columnOf(
  x: number | undefined,
  { first, last, columns }: { first: number; last: number; columns: number },
): number | undefined {
  if (x === undefined) return undefined;
  return Math.min(columns - 1, Math.floor(((x - first) / (last - first || 1)) * columns));
}

/** The indices of the first, lowest, highest and last point and of one NaN, in rising order. */
export function landmarks(height: (index: number) => number, start: number, end: number): number[] {
  const chosen = new Set([start, end - 1]);
  let lowest: number | undefined;
  let highest: number | undefined;
  let gap: number | undefined;
  for (let i = start; i < end; i++) {
    const y = height(i);
    if (Number.isNaN(y)) {
      gap ??= i;
      continue;
    }
    if (lowest === undefined || y < height(lowest)) lowest = i;
    if (highest === undefined || y > height(highest)) highest = i;
  }
  for (const index of [lowest, highest, gap]) if (index !== undefined) chosen.add(index);
  return [...chosen].sort((a, b) => a - b);
}

function heightAt(points: readonly Point[], index: number): number {
  return (points[index] as Point).y;
}
