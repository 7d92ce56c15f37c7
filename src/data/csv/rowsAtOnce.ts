const MOST_ROWS = 8192;
/** 32 MB of them. */
const MOST_NUMBERS = 2 ** 22;

/**
 * How many rows of so many numbers are held in one array: a power of 2, and fewer of wide ones. A table of 100,000 columns would
 * take gigabytes otherwise before its first row is read.
 */
export function rowsAtOnce(width: number): number {
  let rows = MOST_ROWS;
  while (rows > 1 && rows * width > MOST_NUMBERS) rows /= 2;
  return rows;
}
