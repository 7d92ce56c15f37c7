/** How many of `rows` rows a test part of `testSize` (a fraction) gets: rounded up, as scikit-learn does. */
export function testRows(rows: number, testSize: number): number {
  return Math.ceil(testSize * rows);
}
