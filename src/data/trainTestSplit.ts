import { NumpyRandomState } from '../random/numpyRandomState.js';
import { checkArgument } from '../settings/arguments.js';
import { openFraction, positiveWhole } from '../settings/numbers.js';
import { atOnce, type Work } from '../turns.js';
import type { SplitKind } from './settings.js';

/** Row indices from 0 of the data before the split, each part in its own order. */
export interface Split {
  train: Int32Array;
  test: Int32Array;
}

/**
 * Shuffles the row indices and cuts them: scikit-learn's `train_test_split(test_size, random_state=seed)`.
 * The first part of the permutation, rounded up, is the test set.
 *
 * @param rows how many there are
 * @param testSize the test part's fraction, inside (0, 1), that leaves both parts at least one row
 * @param seed a whole number from 0 to 2³² − 1
 * @throws UsageError for an argument outside its range
 */
export function trainTestSplit(rows: number, testSize: number, seed: number): Split {
  checkArgument('rows', rows, positiveWhole);
  checkArgument('testSize', testSize, {
    words: `inside (0, 1), and leave one of ${rows} rows or more to train on`,
    holds: (value) => openFraction.holds(value) && partSizes(rows, { testSize }).train > 0,
  });
  return atOnce(splitting(rows, { split: 'random', testSize, seed }));
}

/** The work of `trainTestSplit`, to be done in turns; chronological keeps the rows' order, and takes the last ones as the test set. */
export function* splitting(
  rows: number,
  { split, testSize, seed }: { split: SplitKind; testSize: number; seed: number },
): Work<Split> {
  const { test: cut } = partSizes(rows, { testSize });
  if (split === 'chronological') {
    const order = Int32Array.from({ length: rows }, (_, row) => row);
    return { train: order.slice(0, rows - cut), test: order.slice(rows - cut) };
  }
  const order = yield* new NumpyRandomState(seed).permute(rows);
  return { train: order.slice(cut), test: order.slice(0, cut) };
}

/**
 * How many rows each part gets. The parts held out are rounded up, as scikit-learn does, so it is the training part that can
 * be left without a row.
 *
 * @param testSize the test part's fraction of all rows
 * @param valSize the validation part's fraction of the rows that are left, if there is one
 */
export function partSizes(
  rows: number,
  { testSize, valSize }: { testSize: number; valSize?: number | undefined },
): { train: number; val: number; test: number } {
  const test = Math.ceil(testSize * rows);
  const val = valSize === undefined ? 0 : Math.ceil(valSize * (rows - test));
  return { train: rows - test - val, val, test };
}
