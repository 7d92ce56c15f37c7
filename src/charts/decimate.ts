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
 * @param points equally far apart, by rising x
 */
export function decimate(points: readonly Point[], columns: number): readonly Point[] {
  if (points.length <= 4 * columns) return points;
  const kept: Point[] = [];
  for (let column = 0; column < columns; column++) {
    const start = Math.floor((column * points.length) / columns);
    const end = Math.floor(((column + 1) * points.length) / columns);
    for (const index of landmarks(points, start, end)) kept.push(points[index] as Point);
  }
  return kept;
}

/** The indices of the first, lowest, highest and last point and of one NaN, in rising order. */
function landmarks(points: readonly Point[], start: number, end: number): number[] {
  const chosen = new Set([start, end - 1]);
  let lowest: number | undefined;
  let highest: number | undefined;
  let gap: number | undefined;
  for (let i = start; i < end; i++) {
    const y = heightAt(points, i);
    if (Number.isNaN(y)) {
      gap ??= i;
      continue;
    }
    if (lowest === undefined || y < heightAt(points, lowest)) lowest = i;
    if (highest === undefined || y > heightAt(points, highest)) highest = i;
  }
  for (const index of [lowest, highest, gap]) if (index !== undefined) chosen.add(index);
  return [...chosen].sort((a, b) => a - b);
}

function heightAt(points: readonly Point[], index: number): number {
  return (points[index] as Point).y;
}
