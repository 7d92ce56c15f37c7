import { createTurns } from '../../turns.js';
import { Cells } from '../csv/cells.js';
import { readTable } from '../csv/rows/readTable.js';
import type { NumberFacts } from './numberScan.js';
import type { InspectedColumn, TableToInspect } from './scanTable.js';

/** How often the numbers of a column fall into each of some intervals of the same width. */
export interface ColumnHistogram {
  /** Where the first interval begins. */
  start: number;
  width: number;
  counts: number[];
}

const BINS = 24;
/** Whole numbers between which there are at most so many steps have a bar each. */
const MOST_STEPS = 30;

/**
 * Counts the numbers of each column that has any, in the file's order of columns: reads the table once more, because only now
 * their ranges are known.
 *
 * @param columns as they were found
 */
export async function columnHistograms(
  options: TableToInspect,
  columns: readonly Pick<InspectedColumn, 'numbers'>[],
): Promise<(ColumnHistogram | undefined)[]> {
  const histograms = columns.map(({ numbers }) =>
    numbers === undefined ? undefined : emptyHistogram(numbers),
  );
  const cells = new Cells(options);
  const turn = createTurns();
  for await (const { rows } of readTable(options.path, options)) {
    for (const { cells: row } of rows) {
      histograms.forEach((histogram, position) => {
        if (histogram !== undefined) count(histogram, cells.readNumber(row[position] as string));
      });
    }
    await turn();
  }
  return histograms;
}

/** Intervals from the smallest number to the largest; around it where there is only one. */
export function emptyHistogram({ min, max, isWhole }: NumberFacts): ColumnHistogram {
  if (isWhole && max - min <= MOST_STEPS) {
    return { start: min - 0.5, width: 1, counts: new Array<number>(max - min + 1).fill(0) };
  }
  // Halved first: the difference of two doubles may be none.
  const width = (max / 2 - min / 2) / (BINS / 2);
  if (width === 0) return { start: min - 0.5, width: 1, counts: [0] };
  return { start: min, width, counts: new Array<number>(BINS).fill(0) };
}

function count({ start, width, counts }: ColumnHistogram, value: number): void {
  if (!Number.isFinite(value)) return;
  const place = Math.floor((value / 2 - start / 2) / (width / 2));
  const bin = Math.min(counts.length - 1, Math.max(0, place));
  counts[bin] = (counts[bin] as number) + 1;
}
